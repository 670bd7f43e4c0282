/* Makes time pass faster for one process: preloaded, for situations that SIP's timers make long (RFC 3261 section 17).
 *
 * All clocks run SOFTPHONE_CLOCK_SPEED times as fast as the real ones from the start of the process on; every wait is
 * that much shorter. What the kernel times by itself (timerfd, SO_RCVTIMEO, alarm) is left alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define CLOCKS 16
#define NS 1000000000LL
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static long long speed = 1;
static long long began[CLOCKS];

static long long ns_of(const struct timespec *t) { return t->tv_sec * NS + t->tv_nsec; }

static struct timespec spec_of(long long ns)
{
    struct timespec t = {ns / NS, ns % NS};
    return t;
}

static long long real_ns(clockid_t clock)
{
    struct timespec t = {0, 0};
    syscall(SYS_clock_gettime, clock, &t);
    return ns_of(&t);
}

__attribute__((constructor)) static void begin(void)
{
    const char *text = getenv("SOFTPHONE_CLOCK_SPEED");
    for (int clock = 0; clock < CLOCKS; ++clock)
        began[clock] = real_ns(clock);
    speed = text && atoll(text) > 0 ? atoll(text) : 1;
}

static int is_scaled(clockid_t clock)
{
    return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_RAW ||
           clock == CLOCK_REALTIME_COARSE || clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_BOOTTIME;
}

static long long fast_ns(clockid_t clock)
{
    return began[clock] + (real_ns(clock) - began[clock]) * speed;
}

/* The real moment at which the fast clock will show this. */
static struct timespec real_moment(clockid_t clock, const struct timespec *fast)
{
    return spec_of(began[clock] + (ns_of(fast) - began[clock]) / speed);
}

static int shorter_ms(int ms) { return ms <= 0 ? ms : (int)((ms + speed - 1) / speed); }

int clock_gettime(clockid_t clock, struct timespec *t)
{
    if (!is_scaled(clock))
        return syscall(SYS_clock_gettime, clock, t);
    *t = spec_of(fast_ns(clock));
    return 0;
}

int gettimeofday(struct timeval *t, void *zone)
{
    long long ns = fast_ns(CLOCK_REALTIME);
    (void)zone;
    t->tv_sec = ns / NS;
    t->tv_usec = ns % NS / 1000;
    return 0;
}

time_t time(time_t *t)
{
    time_t now = fast_ns(CLOCK_REALTIME) / NS;
    if (t)
        *t = now;
    return now;
}

int epoll_wait(int fd, struct epoll_event *events, int count, int ms)
{
    return NEXT(epoll_wait)(fd, events, count, shorter_ms(ms));
}

int poll(struct pollfd *fds, nfds_t count, int ms) { return NEXT(poll)(fds, count, shorter_ms(ms)); }

int select(int count, fd_set *r, fd_set *w, fd_set *e, struct timeval *t)
{
    if (!t)
        return NEXT(select)(count, r, w, e, t);
    long long us = (t->tv_sec * 1000000LL + t->tv_usec) / speed;
    struct timeval shorter = {us / 1000000, us % 1000000};
    return NEXT(select)(count, r, w, e, &shorter);
}

int nanosleep(const struct timespec *t, struct timespec *left)
{
    struct timespec shorter = spec_of(ns_of(t) / speed);
    return NEXT(nanosleep)(&shorter, left);
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *t, struct timespec *left)
{
    struct timespec changed = *t;
    if (flags & TIMER_ABSTIME)
        changed = is_scaled(clock) ? real_moment(clock, t) : *t;
    else
        changed = spec_of(ns_of(t) / speed);
    return NEXT(clock_nanosleep)(clock, flags, &changed, left);
}

int usleep(useconds_t us)
{
    struct timespec t = spec_of(us * 1000LL);
    return nanosleep(&t, NULL);
}

int sem_timedwait(sem_t *sem, const struct timespec *t)
{
    struct timespec real = real_moment(CLOCK_REALTIME, t);
    return NEXT(sem_timedwait)(sem, &real);
}

int sem_clockwait(sem_t *sem, clockid_t clock, const struct timespec *t)
{
    struct timespec real = real_moment(clock, t);
    return NEXT(sem_clockwait)(sem, clock, &real);
}

static clockid_t clock_of(pthread_cond_t *cond)
{
    /* glibc keeps the attribute's clock in a bit of the object; Python asks for the monotonic one. */
    return (cond->__data.__wrefs & 2) ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *t)
{
    struct timespec real = real_moment(clock_of(cond), t);
    return NEXT(pthread_cond_timedwait)(cond, mutex, &real);
}

int pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *t)
{
    struct timespec real = real_moment(clock, t);
    return NEXT(pthread_cond_clockwait)(cond, mutex, clock, &real);
}
