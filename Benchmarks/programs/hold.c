// Takes memory and gives it back as others need it: hold MOST FREE
//
// A virtual machine gets memory from its host when it first writes to it, which takes longer than filling a page, and
// gives it back soon after it was freed. So this writes once to what is available beyond FREE bytes, MOST bytes of it,
// says "ready", frees what it takes for FREE bytes to be free at any time until its input ends, and prints how much.
#include <poll.h>

#include "list.h"

// In pages of 2 MB, if the system has them, so that freeing takes no time.
static const size_t step = 32 << 20;

static size_t bytes_said(int meminfo, const char *name) {
    char text[4096];
    ssize_t size = pread(meminfo, text, sizeof text - 1, 0);
    if (size < 0) fail("/proc/meminfo");
    text[size] = 0;
    char *line = strstr(text, name);
    return line ? strtoull(line + strlen(name), NULL, 10) << 10 : 0;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: hold MOST FREE\n");
        return 64;
    }
    size_t most = strtoull(arguments[1], NULL, 10), least = strtoull(arguments[2], NULL, 10);
    int meminfo = open("/proc/meminfo", O_RDONLY);
    if (meminfo < 0) fail("/proc/meminfo");
    size_t there = bytes_said(meminfo, "MemAvailable:"), size = there > least ? there - least : 0, freed = 0;
    size = (size < most ? size : most) / step * step;
    char *memory = NULL;
    if (size > 0) {
        memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) fail("mmap");
        madvise(memory, size, MADV_HUGEPAGE);
        for (size_t byte = 0; byte < size; byte += 4096) memory[byte] = 1;
    }
    puts("ready");
    fflush(stdout);
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    while (poll(&input, 1, 3) == 0)
        for (; freed < size && bytes_said(meminfo, "MemFree:") < least; freed += step)
            if (munmap(memory + freed, step) < 0) fail("munmap");
    printf("%zu of %zu\n", freed, size);
    return 0;
}
