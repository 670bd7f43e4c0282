/* What an event loop needs that sleeps until PJSIP has work: a descriptor and the next timer. */
#include "library.hpp"

#include <atomic>
#include <climits>
#include <cstdint>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

extern "C" void (*pj_timer_heap_on_earlier)(pj_timer_heap_t *heap);     // patch wake-sleeping-loop

namespace pj
{

extern void (*onPendingJob)();                                          // patch wake-sleeping-loop

namespace
{

int group = -1;                     // epoll: PJSIP's own epoll, and wakeUp
std::atomic<int> wakeUp{-1};        // eventfd

/* Only another thread's work is news to a loop that sleeps. */
void wake()
{
    int fd = wakeUp;
    if (fd < 0 || std::this_thread::get_id() == library.thread) return;
    const uint64_t one = 1;
    if (write(fd, &one, sizeof(one)) < 0) return;       // full: it is awake already
}

void onEarlierTimer(pj_timer_heap_t *heap)
{
    if (library.endpoint && heap == pjsip_endpt_get_timer_heap(library.endpoint)) wake();
}

bool join(int fd)
{
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.fd = fd;
    return epoll_ctl(group, EPOLL_CTL_ADD, fd, &event) == 0;
}

void open()
{
    /* pjlib gives the address of its descriptor */
    pj_oshandle_t handle = pj_ioqueue_get_os_handle(pjsip_endpt_get_ioqueue(library.endpoint));
    /* it starts set: jobs may have been left before anybody was listening */
    wakeUp = eventfd(1, EFD_NONBLOCK | EFD_CLOEXEC);
    group = epoll_create1(EPOLL_CLOEXEC);
    if (!handle || wakeUp < 0 || group < 0 || !join(*(int*)handle) || !join(wakeUp)) {
        pj_status_t status = pj_get_os_error();
        closeEventWait();
        PJSUA2_RAISE_ERROR2(status, "sipEventFd()");
    }
    pj_timer_heap_on_earlier = &onEarlierTimer;
    onPendingJob = &wake;
}

/* True if somebody has woken us since the last time. */
bool wasWoken()
{
    uint64_t count;
    return wakeUp >= 0 && read(wakeUp, &count, sizeof(count)) > 0;
}

} // namespace

int sipEventFd()
{
    library.ensure();
    if (group < 0) open();
    return group;
}

int sipNextTimerMs()
{
    library.ensure();
    if (wasWoken()) return 0;
    pj_timer_heap_t *heap = pjsip_endpt_get_timer_heap(library.endpoint);
    pj_time_val due, now;
    if (pj_timer_heap_count(heap) == 0 || pj_timer_heap_earliest_time(heap, &due) != PJ_SUCCESS) return -1;
    pj_gettickcount(&now);
    PJ_TIME_VAL_SUB(due, now);
    double ms = due.sec * 1000.0 + due.msec;
    return ms <= 0 ? 0 : (int)PJ_MIN(ms, (double)INT_MAX);
}

void closeEventWait()
{
    pj_timer_heap_on_earlier = NULL;
    onPendingJob = NULL;
    int fd = wakeUp.exchange(-1);
    if (fd >= 0) close(fd);
    if (group >= 0) close(group);
    group = -1;
}

} // namespace pj
