/* The life of one subscription inside the library; outlives the EventSubscription that made it. */
#ifndef SUBSCRIPTION_RECORD_HPP
#define SUBSCRIPTION_RECORD_HPP

#include "library.hpp"

namespace pj
{

/** Why a subscription was lost; absent numbers are -1. */
struct Loss
{
    int         code;           ///< SIP status of the SUBSCRIBE's response, 0 for none
    std::string reason;         ///< reason phrase, or reason of the Subscription-State
    int         retryAfterS;
    int         minExpiresS;
    bool        isByNotify;
};

struct SubscriptionRecord
{
    EventSubscription       *owner;         // NULL once the application has dropped it
    EventSubscriptionConfig  config;
    pjsip_evsub             *session;       // NULL between two dialogs
    pj_timer_entry           timer;         // of the next attempt
    bool                     isTimerOn, isClosing, isAccepted;
    int                      state, code;   // as last reported
    std::string              reason, callId;
    unsigned                 askedS;        // the interval to ask for; grows with 423
    unsigned                 failures, tooBriefs;
    pj_time_val              began;         // of the present dialog
    int                      callDepth;     // calls on the stack that still need this record

    SubscriptionRecord(EventSubscription *owner, const EventSubscriptionConfig &config);
    ~SubscriptionRecord();

    bool isAlive() const { return session || isTimerOn; }
    /** Frees the record once nobody can reach it any more; call last. */
    void release() { if (!owner && !isAlive() && !callDepth) delete this; }

    pj_status_t start();            ///< a new dialog and its SUBSCRIBE
    void startOrRetry();            ///< start(), with a failure treated like a lost subscription
    void refresh();
    void close();                   ///< unsubscribes; waits for the first answer where there is none yet
    void forgetDialog();            ///< ends the dialog locally, without callbacks
    void cancelTimer();
    void report(int state, int code, const std::string &reason, int delayMs);

private:
    pj_status_t registerPackage();
    pj_status_t createDialog(pjsip_dialog **dialog);
    pj_status_t createSession(pjsip_dialog *dialog);
    void setVia(pjsip_dialog *dialog, const pj_str_t &target);
    void setRouteAndCredentials(pjsip_dialog *dialog);
    pj_status_t request(unsigned seconds);
    void dress(pjsip_tx_data *tdata);
    void setAccept(pjsip_tx_data *tdata);
    void setEventParameters(pjsip_tx_data *tdata);
    void lost(const Loss &loss);
    int retryDelayMs(const Loss &loss);
    void schedule(unsigned delayMs);
    void stateChanged(pjsip_evsub *changed, const Loss &event);

    static SubscriptionRecord *of(pjsip_evsub *session);
    static void onRetry(pj_timer_heap_t *heap, pj_timer_entry *entry);
    static void onRefresh(pjsip_evsub *session);
    static void onState(pjsip_evsub *session, pjsip_event *event);
    static void onNotify(pjsip_evsub *session, pjsip_rx_data *rdata, int *code, pj_str_t **reason,
                         pjsip_hdr *headers, pjsip_msg_body **body);
};

} // namespace pj
#endif
