// The least that writing a site costs: floor LIST BYTES FOLDER
//
// Makes folders and writes files, two threads at once, and does nothing else. LIST has a line for each folder,
// `D PATH`, followed by its files, `F SIZE PATH`; BYTES is all files one after the other. Reading both comes before,
// and is not timed. Prints wall time and processor time in nanoseconds.
#include "list.h"
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { threads = 2 };

struct entry {
    char *path;
    const char *bytes; // NULL for a folder
    size_t size;
};

static struct entry *entries;
static size_t *groups; // where each folder begins, and the end of all
static size_t group_count;
static atomic_size_t next_group;
static int target;

static void read_list(char *list, size_t list_size, const char *bytes, size_t bytes_size) {
    size_t lines = 0, used = 0, count = 0;
    for (size_t at = 0; at < list_size; at++) lines += list[at] == '\n';
    entries = calloc(lines + 1, sizeof *entries);
    groups = calloc(lines + 2, sizeof *groups);
    if (!entries || !groups) fail("memory");
    for (char *line = list; line < list + list_size; count++) {
        char *end = memchr(line, '\n', (size_t)(list + list_size - line));
        if (!end) break;
        *end = 0;
        if (line[0] == 'D') {
            groups[group_count++] = count;
            entries[count].path = line + 2;
        } else {
            char *path;
            size_t size = strtoull(line + 2, &path, 10);
            if (size > bytes_size - used) {
                fprintf(stderr, "the list names more than there is\n");
                exit(1);
            }
            entries[count] = (struct entry){.path = path + 1, .bytes = bytes ? bytes + used : "", .size = size};
            used += size;
        }
        line = end + 1;
    }
    groups[group_count] = count;
}

static void write_file(const struct entry *entry) {
    int file = openat(target, entry->path, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (file < 0) fail(entry->path);
    for (size_t done = 0; done < entry->size;) {
        ssize_t written = write(file, entry->bytes + done, entry->size - done);
        if (written < 0) fail(entry->path);
        done += (size_t)written;
    }
    close(file);
}

static void *work(void *unused) {
    for (;;) {
        size_t group = atomic_fetch_add(&next_group, 1);
        if (group >= group_count) return unused;
        const struct entry *folder = &entries[groups[group]];
        if (strcmp(folder->path, ".") != 0 && mkdirat(target, folder->path, 0755) < 0) fail(folder->path);
        for (size_t at = groups[group] + 1; at < groups[group + 1]; at++) write_file(&entries[at]);
    }
}

static long long nanoseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: floor LIST BYTES FOLDER\n");
        return 64;
    }
    size_t list_size, bytes_size;
    char *list = bytes_of(arguments[1], PROT_READ | PROT_WRITE, &list_size);
    const char *bytes = bytes_of(arguments[2], PROT_READ, &bytes_size);
    target = folder_at(arguments[3]);
    read_list(list, list_size, bytes, bytes_size);

    long long wall = nanoseconds(CLOCK_MONOTONIC), processor = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    pthread_t workers[threads];
    for (int thread = 0; thread < threads; thread++) {
        if (pthread_create(&workers[thread], NULL, work, NULL) != 0) fail("thread");
    }
    for (int thread = 0; thread < threads; thread++) pthread_join(workers[thread], NULL);
    wall = nanoseconds(CLOCK_MONOTONIC) - wall;
    printf("%lld %lld\n", wall, nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - processor);
    return 0;
}
