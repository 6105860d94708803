// Loaded into a daemon before its libraries (LD_PRELOAD). Writes the path of every file that is synced as a line to the
// file SYNC_LOG, and holds the syncs of files whose name ends in SYNC_HELD while the FIFO SYNC_GATE is there: one for
// each byte that is written to it goes on.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void note(const char *path)
{
    char line[4352];
    int length = snprintf(line, sizeof line, "%s\n", path);
    int log = open(getenv("SYNC_LOG"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (log < 0 || write(log, line, length) != length) abort();
    close(log);
}

static void wait_at_gate(void)
{
    for (;;)
    {
        char pass;
        int gate = open(getenv("SYNC_GATE"), O_RDONLY | O_CLOEXEC);
        if (gate < 0 && errno == EINTR) continue;
        if (gate < 0) return;

        ssize_t got = read(gate, &pass, 1);
        close(gate);
        if (got == 1) return;
    }
}

static void hold(int fd)
{
    char link[64], path[4097];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;

    path[length] = 0;
    note(path);
    size_t ending = strlen(getenv("SYNC_HELD"));
    if ((size_t)length >= ending && strcmp(path + length - ending, getenv("SYNC_HELD")) == 0) wait_at_gate();
}

int fsync(int fd)
{
    hold(fd);
    return syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    hold(fd);
    return syscall(SYS_fdatasync, fd);
}
