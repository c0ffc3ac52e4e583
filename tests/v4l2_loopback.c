/* A v4l2loopback device that is not there: preloaded into a program, it answers for one path.
 *
 * LOOPBACK_DEVICE  the path it answers for
 * LOOPBACK_OUTPUT  a file: what S_FMT asked for in a line of text, then every frame as written
 * LOOPBACK_FRAMES  after how many frames the device is gone (ENODEV)
 * LOOPBACK_BUSY    set: another program feeds it, the format is refused (EBUSY)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int device = -1;
static int frames = 0;

static int refused(int reason) {
    errno = reason;
    return -1;
}

int open(const char *path, int flags, ...) {
    static int (*next)(const char *, int, ...);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, int);
    va_end(rest);
    if (!next) next = dlsym(RTLD_NEXT, "open");
    if (strcmp(path, getenv("LOOPBACK_DEVICE"))) return next(path, flags, mode);
    return device = next(getenv("LOOPBACK_OUTPUT"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

int ioctl(int fd, unsigned long request, ...) {
    static int (*next)(int, unsigned long, ...);
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (!next) next = dlsym(RTLD_NEXT, "ioctl");
    if (fd != device || device < 0) return next(fd, request, argument);
    if (request == VIDIOC_QUERYCAP) {
        struct v4l2_capability *capability = argument;
        memset(capability, 0, sizeof *capability);
        strcpy((char *)capability->driver, "v4l2 loopback");
        capability->capabilities = V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_READWRITE;
        return 0;
    }
    if (request == VIDIOC_S_FMT) {
        if (getenv("LOOPBACK_BUSY")) return refused(EBUSY);
        struct v4l2_pix_format *pix = &((struct v4l2_format *)argument)->fmt.pix;
        dprintf(fd, "%.4s %u %u\n", (char *)&pix->pixelformat, pix->width, pix->height);
        return 0;
    }
    return refused(ENOTTY);
}

ssize_t write(int fd, const void *data, size_t size) {
    static ssize_t (*next)(int, const void *, size_t);
    if (!next) next = dlsym(RTLD_NEXT, "write");
    if (fd == device && device >= 0) {
        const char *limit = getenv("LOOPBACK_FRAMES");
        if (limit && frames >= atoi(limit)) return refused(ENODEV);
        frames++;
    }
    return next(fd, data, size);
}

int close(int fd) {
    static int (*next)(int);
    if (!next) next = dlsym(RTLD_NEXT, "close");
    if (fd == device) device = -1;
    return next(fd);
}
