/* What happens to a subscription: answers, NOTIFYs, loss and the next attempt (RFC 6665 sections
 * 4.1.3 and 4.4.1). */
#include "subscription_record.hpp"
#include "message_parts.hpp"

namespace pj
{

/* Counts a call on the stack, so that a callback cannot free the record under it. */
struct Stay
{
    SubscriptionRecord *record;
    explicit Stay(SubscriptionRecord *r) : record(r) { ++record->callDepth; }
    ~Stay() { --record->callDepth; }
};

void SubscriptionRecord::report(int newState, int newCode, const std::string &newReason, int delayMs)
{
    if (newState == state && newCode == code && newReason == reason && newState != EVSUB_RETRYING) return;
    state = newState;
    code = newCode;
    reason = newReason;
    if (!owner) return;
    Stay stay(this);
    int expires = session ? (int)pjsip_evsub_get_expires(session) : 0;
    try { owner->onState(newState, newCode, newReason, expires, delayMs); } catch (...) {}
}

void SubscriptionRecord::schedule(unsigned delayMs)
{
    pj_time_val delay = { (long)(delayMs / 1000), (long)(delayMs % 1000) };
    cancelTimer();
    isTimerOn = pjsip_endpt_schedule_timer(library.endpoint, &timer, &delay) == PJ_SUCCESS;
}

/* The dialog is gone (session is NULL): try again, or report the end. */
void SubscriptionRecord::lost(const Loss &loss)
{
    const int longEnoughS = 30;
    pj_time_val now;
    pj_gettimeofday(&now);
    if (isAccepted && now.sec - began.sec > longEnoughS) failures = tooBriefs = 0;     // it had worked

    int delayMs = isClosing || !config.autoRetry || config.expires == 0 ? -1 : retryDelayMs(loss);
    if (delayMs < 0) {
        report(EVSUB_TERMINATED, loss.code, loss.reason, -1);
        return;
    }
    if (delayMs) ++failures;
    schedule(delayMs);
    report(EVSUB_RETRYING, loss.code, loss.reason, delayMs);
}

static bool isFinal(int code)
{
    switch (code) {
        case 401: case 403: case 404: case 405: case 406: case 407: case 410: case 415: case 416: case 420:
        case 421: case 484: case 485: case 488: case 489: case 603: case 604: case 606:
            return true;            // asking again will not help
        default:
            return false;
    }
}

/* Milliseconds until the next attempt; -1: none. */
int SubscriptionRecord::retryDelayMs(const Loss &loss)
{
    unsigned doublings = PJ_MIN(failures, 20u);
    double plain = PJ_MIN((double)config.retryMinMs * (1u << doublings), (double)config.retryMaxMs);
    int backOff = (int)(plain * (0.75 + (pj_rand() % 512) / 1024.0));       // spread by a quarter
    int soon = failures ? backOff : 50 + pj_rand() % 200;
    int later = loss.retryAfterS < 0 ? backOff : (int)PJ_MIN(loss.retryAfterS * 1000.0, (double)config.retryMaxMs);

    if (loss.isByNotify) {
        if (loss.reason == "rejected" || loss.reason == "noresource" || loss.reason == "invariant") return -1;
        return loss.reason == "deactivated" || loss.reason == "timeout" ? soon : later;
    }
    if (loss.code == 423) {
        if (loss.minExpiresS <= 0 || ++tooBriefs > 3) return -1;
        askedS = PJ_MAX((unsigned)loss.minExpiresS, askedS);
        return 0;
    }
    if (loss.code == 481) return isAccepted ? soon : later;
    return isFinal(loss.code) ? -1 : later;     // 0 (no final NOTIFY), 408, 480, 5xx, no transport
}

void SubscriptionRecord::startOrRetry()
{
    Stay stay(this);
    pj_status_t status = start();
    if (status == PJ_SUCCESS || session || isTimerOn) return;
    char text[PJ_ERR_MSG_SIZE];
    lost({ 503, toString(pj_strerror(status, text, sizeof(text))), -1, -1, false });
}

void SubscriptionRecord::refresh()
{
    Stay stay(this);
    if (request(askedS) != PJ_SUCCESS && !session && !isTimerOn && state != EVSUB_TERMINATED)
        lost({ 503, "cannot send", -1, -1, false });
}

void SubscriptionRecord::close()
{
    isClosing = true;
    cancelTimer();
    Stay stay(this);
    if (!session) {
        if (state != EVSUB_NULL) report(EVSUB_TERMINATED, 0, "", -1);
    } else if (pjsip_evsub_get_state(session) >= PJSIP_EVSUB_STATE_ACCEPTED) {
        if (request(0) != PJ_SUCCESS && state != EVSUB_TERMINATED) report(EVSUB_TERMINATED, 503, "", -1);
    }   // else the first SUBSCRIBE is unanswered: unsubscribing now would leave an orphan at the server
}

SubscriptionRecord *SubscriptionRecord::of(pjsip_evsub *session)
{
    return (SubscriptionRecord*)pjsip_evsub_get_mod_data(session, library.module.id);
}

void SubscriptionRecord::onRetry(pj_timer_heap_t *, pj_timer_entry *entry)
{
    SubscriptionRecord *record = (SubscriptionRecord*)entry->user_data;
    record->isTimerOn = false;
    record->startOrRetry();
    record->release();
}

void SubscriptionRecord::onRefresh(pjsip_evsub *session)
{
    SubscriptionRecord *record = of(session);
    if (!record || record->isClosing) return;
    record->refresh();
    record->release();
}

/* The header that every NOTIFY must have; NULL if it lacks it. */
static pjsip_sub_state_hdr *subscriptionState(const pjsip_msg *msg)
{
    const pj_str_t name = pj_str((char*)"Subscription-State");
    return (pjsip_sub_state_hdr*)pjsip_msg_find_hdr_by_name(msg, &name, NULL);
}

/* Status and waiting times of a response, or what a NOTIFY's Subscription-State says. */
static Loss describe(pjsip_evsub *session, pjsip_event *event)
{
    Loss loss = { 0, "", -1, -1, false };
    if (!event || event->type != PJSIP_EVENT_TSX_STATE) {
        loss.reason = toString(*pjsip_evsub_get_termination_reason(session));
        return loss;
    }
    pjsip_transaction *tsx = event->body.tsx_state.tsx;
    bool isReceived = event->body.tsx_state.type == PJSIP_EVENT_RX_MSG;
    const pjsip_msg *msg = isReceived ? event->body.tsx_state.src.rdata->msg_info.msg : NULL;
    if (tsx->role != PJSIP_ROLE_UAC) {
        if (!msg) return loss;
        loss.isByNotify = true;
        if (pjsip_sub_state_hdr *header = subscriptionState(msg)) {
            loss.reason = toString(header->reason_param);
            loss.retryAfterS = header->retry_after;
        }
        return loss;
    }
    loss.code = tsx->status_code;
    loss.reason = toString(tsx->status_text);
    if (!msg || loss.code < 300) return loss;
    if (auto *header = (pjsip_retry_after_hdr*)pjsip_msg_find_hdr(msg, PJSIP_H_RETRY_AFTER, NULL))
        loss.retryAfterS = header->ivalue;
    if (auto *header = (pjsip_min_expires_hdr*)pjsip_msg_find_hdr(msg, PJSIP_H_MIN_EXPIRES, NULL))
        loss.minExpiresS = header->ivalue;
    return loss;
}

void SubscriptionRecord::onState(pjsip_evsub *session, pjsip_event *event)
{
    SubscriptionRecord *record = of(session);
    if (!record) return;
    record->stateChanged(session, describe(session, event));
    record->release();
}

void SubscriptionRecord::stateChanged(pjsip_evsub *changed, const Loss &event)
{
    Stay stay(this);
    int now = pjsip_evsub_get_state(changed);
    if (now == PJSIP_EVSUB_STATE_TERMINATED) {
        pjsip_evsub_set_mod_data(changed, library.module.id, NULL);
        session = NULL;
        lost(event);
        return;
    }
    if (now >= PJSIP_EVSUB_STATE_ACCEPTED) isAccepted = true;
    report(now, event.code, event.reason, -1);
    /* unsubscribe() came before the first answer */
    if (now == PJSIP_EVSUB_STATE_ACCEPTED && isClosing && session == changed && request(0) != PJ_SUCCESS)
        report(EVSUB_TERMINATED, 503, "", -1);
}

void SubscriptionRecord::onNotify(pjsip_evsub *session, pjsip_rx_data *rdata, int *, pj_str_t **, pjsip_hdr *,
                                  pjsip_msg_body **)
{
    SubscriptionRecord *record = of(session);
    if (!record || !record->owner) return;
    pjsip_sub_state_hdr *header = subscriptionState(rdata->msg_info.msg);
    bool hasExpires = header && header->expires_param != PJSIP_EXPIRES_NOT_SPECIFIED;
    std::string head, body;
    splitPacket(rdata, head, body);
    Stay stay(record);
    try {
        record->owner->onNotify(contentTypeOf(head), body, head, header ? toString(header->sub_state) : "",
                                header ? toString(header->reason_param) : "",
                                hasExpires ? (int)header->expires_param : -1, header ? header->retry_after : -1);
    } catch (...) {}
    /* no release() here: session is set, and evsub goes on to call onState() */
}

void dropSubscriptions()
{
    while (!library.subscriptions.empty()) {
        SubscriptionRecord *record = *library.subscriptions.begin();
        record->cancelTimer();
        if (record->session) pjsip_evsub_set_mod_data(record->session, library.module.id, NULL);
        record->session = NULL;
        delete record;                          // clears its owner's pointer
    }
}

} // namespace pj
