// What the programs share: a file that is mapped into memory, and failing.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static inline void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

// The bytes of a file, all of them in memory. Those that may be written to, to cut lines, are this process's own.
static inline char *bytes_of(const char *path, int protection, size_t *size) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) < 0) fail(path);
    *size = (size_t)status.st_size;
    if (*size == 0) return NULL;
    char *bytes = mmap(NULL, *size, protection, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (bytes == MAP_FAILED) fail(path);
    close(file);
    return bytes;
}

static inline int folder_at(const char *path) {
    int folder = open(path, O_RDONLY | O_DIRECTORY);
    if (folder < 0) fail(path);
    return folder;
}
