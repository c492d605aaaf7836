// Keeps memory in the machine until its input ends: hold BYTES
//
// A virtual machine gets memory from its host when it first writes to it, which takes longer than filling a page, and
// gives it back soon after it was freed: whole pieces of it, 2 MB and more. So this writes to BYTES bytes, frees all of
// them but one page of 384, so that no free piece is as large as that, and says "ready". The pages that it keeps are in
// pipes, because the kernel would move others together to make large pieces.
#define _GNU_SOURCE
#include <sys/uio.h>

#include "list.h"

static const size_t page = 4096, distance = 384 * page;

// What anyone may ask for; all of a user's pipes may take 16,384.
static const int pages_of_pipe = 256;

static int new_pipe(void) {
    int ends[2];
    if (pipe(ends) < 0 || fcntl(ends[1], F_SETPIPE_SZ, pages_of_pipe * (int)page) < 0) fail("pipe");
    return ends[1];
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: hold BYTES\n");
        return 64;
    }
    size_t size = strtoull(arguments[1], NULL, 10) / distance * distance;
    if (size > 0) {
        char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) fail("mmap");
        // A page of 2 MB would not be freed in parts.
        madvise(memory, size, MADV_NOHUGEPAGE);
        for (size_t byte = 0; byte < size; byte += page) memory[byte] = 1;
        int pipe = -1;
        for (size_t kept = 0; kept < size / distance; kept++) {
            if (kept % pages_of_pipe == 0) pipe = new_pipe();
            struct iovec bytes = {memory + kept * distance, page};
            if (vmsplice(pipe, &bytes, 1, 0) < 0) fail("vmsplice");
        }
        munmap(memory, size);
    }
    puts("ready");
    fflush(stdout);
    char unread[64];
    while (read(STDIN_FILENO, unread, sizeof unread) > 0) continue;
    return 0;
}
