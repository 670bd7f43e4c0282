/* What the parts of the extension share while one life of the library lasts. */
#ifndef LIBRARY_HPP
#define LIBRARY_HPP

#include "pjsua2_ext.hpp"
#include <pjsua-lib/pjsua_internal.h>   // contact, route set and transport of an account

#include <set>
#include <thread>

#define THIS_FILE "pjsua2_ext"          // the name pjsua2's error macros log under

namespace pj
{

/** Our module in pjsip's endpoint, and all records that must not outlive the endpoint. */
struct Library
{
    pjsip_endpoint               *endpoint;     // the one our module is registered with, or NULL
    pjsip_module                  module;
    pjsip_module                  inDialogs;    // sees requests before the dialogs do
    std::thread::id               thread;       // the only one that may call us
    std::set<SubscriptionRecord*> subscriptions;
    std::set<RequestRecord*>      requests;
    RequestHandler               *handler;

    /** Registers the module at first use. Throws Error from a wrong thread or state. */
    void ensure();
};
extern Library library;

/* Each part's share in the end of the library. on_stop: transactions, dialogs and timers still
 * exist; on_unload: what the transaction layer has not called back is freed. */
void dropSubscriptions();
void detachRequests();
void forgetDeferred();
void freeRequests();
void closeEventWait();
void forgetServerNames();
void forgetFlows();
void forgetWhoTakesTcp();

/** From now on newlines between messages are counted, and what the parser refused goes to the trace. */
void hearDropped(pjsip_endpoint *endpoint);
void traceDropped(pjsip_tp_dropped_data *data);
void dropTlsGuards();

/** Offers a request outside any dialog to the RequestHandler. */
pj_bool_t handleRequest(pjsip_rx_data *rdata);
/** Offers it a MESSAGE in a dialog. */
pj_bool_t handleRequestInDialog(pjsip_rx_data *rdata);

} // namespace pj
#endif
