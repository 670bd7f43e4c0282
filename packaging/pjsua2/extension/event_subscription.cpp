/* EventSubscription: what the application holds. */
#include "subscription_record.hpp"

namespace pj
{

EventSubscription::EventSubscription() : record(NULL) {}

EventSubscription::~EventSubscription()
{
    SubscriptionRecord *mine = record;
    if (!mine) return;
    record = NULL;
    mine->owner = NULL;
    if (mine->isAlive() && !mine->isClosing) mine->close();
    mine->release();
}

static void leave(SubscriptionRecord *&record)
{
    SubscriptionRecord *left = record;
    record = NULL;
    left->owner = NULL;
    left->release();
}

void EventSubscription::create(const EventSubscriptionConfig &config)
{
    library.ensure();
    if (record && record->isAlive())
        PJSUA2_RAISE_ERROR3(PJ_EEXISTS, "EventSubscription::create()", "still subscribed");
    if (config.event.empty() || config.target.empty())
        PJSUA2_RAISE_ERROR3(PJ_EINVAL, "EventSubscription::create()", "event and target are needed");
    if (record) leave(record);
    record = new SubscriptionRecord(this, config);
    ++record->callDepth;
    pj_status_t status = record->start();
    --record->callDepth;
    if (status != PJ_SUCCESS && record && !record->isAlive() && record->state == EVSUB_NULL) {
        leave(record);
        PJSUA2_RAISE_ERROR2(status, "EventSubscription::create()");
    }
}

void EventSubscription::refresh()
{
    library.ensure();
    if (!isActive()) PJSUA2_RAISE_ERROR3(PJ_EINVALIDOP, "EventSubscription::refresh()", "not subscribed");
    if (record->session) {
        if (pjsip_evsub_get_state(record->session) < PJSIP_EVSUB_STATE_ACCEPTED) return;   // one is under way
        record->refresh();
    } else {
        record->cancelTimer();
        record->startOrRetry();
    }
}

void EventSubscription::restart()
{
    library.ensure();
    if (!isActive()) PJSUA2_RAISE_ERROR3(PJ_EINVALIDOP, "EventSubscription::restart()", "not subscribed");
    record->cancelTimer();
    record->forgetDialog();
    record->failures = 0;
    record->startOrRetry();
}

void EventSubscription::unsubscribe()
{
    if (record && !record->isClosing) record->close();
}

int EventSubscription::getState() const { return record ? record->state : (int)EVSUB_NULL; }

bool EventSubscription::isActive() const { return record && record->isAlive() && !record->isClosing; }

int EventSubscription::getExpires() const
{
    return record && record->session ? (int)pjsip_evsub_get_expires(record->session) : 0;
}

std::string EventSubscription::getCallId() const { return record ? record->callId : std::string(); }

unsigned EventSubscription::count()
{
    unsigned alive = 0;
    for (SubscriptionRecord *record : library.subscriptions) alive += record->isAlive();
    return alive;
}

} // namespace pj
