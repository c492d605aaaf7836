// The least that looking for changes costs: walk LIST FOLDER
//
// Asks size and time of each file of LIST, a path in FOLDER a line, one after the other, and does nothing else. Prints
// how many there are, their bytes, and the latest time in seconds.
#include "list.h"

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: walk LIST FOLDER\n");
        return 64;
    }
    size_t size, files = 0;
    char *list = bytes_of(arguments[1], PROT_READ | PROT_WRITE, &size);
    int folder = folder_at(arguments[2]);
    long long bytes = 0, latest = 0;
    for (char *line = list; line < list + size;) {
        char *end = memchr(line, '\n', (size_t)(list + size - line));
        if (!end) break;
        *end = 0;
        struct stat status;
        if (fstatat(folder, line, &status, AT_SYMLINK_NOFOLLOW) < 0) fail(line);
        bytes += status.st_size;
        if (status.st_mtime > latest) latest = status.st_mtime;
        files++;
        line = end + 1;
    }
    printf("%zu %lld %lld\n", files, bytes, latest);
    return 0;
}
