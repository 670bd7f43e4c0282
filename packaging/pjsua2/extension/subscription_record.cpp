/* Dialog and requests of a subscription (RFC 6665 section 4.1); what happens to it later is in
 * subscription_events.cpp. */
#include "subscription_record.hpp"
#include "message_parts.hpp"

#include <pjsip-simple/errno.h>

namespace pj
{

SubscriptionRecord::SubscriptionRecord(EventSubscription *owner_, const EventSubscriptionConfig &config_)
: owner(owner_), config(config_), session(NULL), isTimerOn(false), isClosing(false), isAccepted(false),
  state(EVSUB_NULL), code(0), askedS(config_.expires), failures(0), tooBriefs(0), callDepth(0)
{
    pj_timer_entry_init(&timer, 0, this, &onRetry);
    library.subscriptions.insert(this);
}

SubscriptionRecord::~SubscriptionRecord()
{
    library.subscriptions.erase(this);
    if (owner) owner->record = NULL;
}

void SubscriptionRecord::cancelTimer()
{
    if (isTimerOn) pjsip_endpt_cancel_timer(library.endpoint, &timer);
    isTimerOn = false;
}

/* Packages pjsua has registered already (presence, dialog, message-summary, refer) answer
 * EPKGEXISTS; the Accept list given here is only the package's default. */
pj_status_t SubscriptionRecord::registerPackage()
{
    pj_str_t event = view(config.event), types[PJSIP_GENERIC_ARRAY_MAX_COUNT];
    unsigned count = 0;
    for (const std::string &type : config.accept)
        if (count < PJ_ARRAY_SIZE(types)) types[count++] = view(type);
    if (!count) types[count++] = pj_str((char*)"*/*");
    pj_status_t status = pjsip_evsub_register_pkg(&library.module, &event, 3600, count, types);
    return status == PJSIP_SIMPLE_EPKGEXISTS ? PJ_SUCCESS : status;
}

pj_status_t SubscriptionRecord::start()
{
    if (!pjsua_acc_is_valid(config.accountId)) return PJ_EINVAL;
    pj_gettimeofday(&began);
    isAccepted = false;
    pj_status_t status = registerPackage();
    if (status != PJ_SUCCESS) return status;

    PJSUA_LOCK();
    pjsip_dialog *dialog = NULL;
    status = createDialog(&dialog);
    if (status == PJ_SUCCESS) status = createSession(dialog);
    PJSUA_UNLOCK();
    if (status == PJ_SUCCESS) status = request(askedS);
    if (dialog) pjsip_dlg_dec_lock(dialog);     // destroys it if it has no session
    return status;
}

/* From, To, Contact and Via as the account has them. The dialog is locked, so that it stays. */
pj_status_t SubscriptionRecord::createDialog(pjsip_dialog **dialog)
{
    pjsua_acc *account = &pjsua_var.acc[config.accountId];
    pj_pool_t *pool = pjsua_pool_create("evsub-tmp", 1024, 1024);
    pj_str_t target = copyTo(pool, config.target), contact = account->contact;
    pj_status_t status = PJ_SUCCESS;
    if (!contact.slen) status = pjsua_acc_create_uac_contact(pool, &contact, config.accountId, &target);
    if (status == PJ_SUCCESS)
        status = pjsip_dlg_create_uac(pjsip_ua_instance(), &account->cfg.id, &contact, &target, &target, dialog);
    if (status == PJ_SUCCESS) {
        pjsip_dlg_inc_lock(*dialog);
        setVia(*dialog, target);
    }
    pj_pool_release(pool);
    return status;
}

void SubscriptionRecord::setVia(pjsip_dialog *dialog, const pj_str_t &target)
{
    pjsua_acc *account = &pjsua_var.acc[config.accountId];
    if (account->cfg.allow_via_rewrite && account->via_addr.host.slen > 0) {
        pjsip_dlg_set_via_sent_by(dialog, &account->via_addr, account->via_tp);
    } else if (!pjsua_sip_acc_is_using_stun(config.accountId) && !pjsua_sip_acc_is_using_upnp(config.accountId)) {
        pjsip_host_port via;
        const void *transport;
        if (pjsua_acc_get_uac_addr(config.accountId, dialog->pool, &target, &via, NULL, NULL, &transport) == PJ_SUCCESS)
            pjsip_dlg_set_via_sent_by(dialog, &via, (pjsip_transport*)transport);
    }
}

pj_status_t SubscriptionRecord::createSession(pjsip_dialog *dialog)
{
    pjsip_evsub_user callbacks;
    pj_bzero(&callbacks, sizeof(callbacks));
    callbacks.on_evsub_state = &onState;
    callbacks.on_rx_notify = &onNotify;
    callbacks.on_client_refresh = &onRefresh;
    pj_str_t event = view(config.event);
    unsigned options = config.eventId ? 0 : PJSIP_EVSUB_NO_EVENT_ID;
    pj_status_t status = pjsip_evsub_create_uac(dialog, &callbacks, &event, options, &session);
    if (status != PJ_SUCCESS) {
        session = NULL;
        return status;
    }
    pjsip_evsub_set_mod_data(session, library.module.id, this);
    callId = toString(dialog->call_id->id);
    setRouteAndCredentials(dialog);
    return PJ_SUCCESS;
}

void SubscriptionRecord::setRouteAndCredentials(pjsip_dialog *dialog)
{
    pjsua_acc *account = &pjsua_var.acc[config.accountId];
    pjsip_tpselector selector;
    pjsua_init_tpselector(config.accountId, &selector);
    pjsip_dlg_set_transport(dialog, &selector);
    if (!pj_list_empty(&account->route_set)) pjsip_dlg_set_route_set(dialog, &account->route_set);
    if (account->cfg.use_shared_auth) pjsip_dlg_set_auth_sess(dialog, &account->shared_auth_sess);
    if (account->cred_cnt) pjsip_auth_clt_set_credentials(&dialog->auth_sess, account->cred_cnt, account->cred);
    pjsip_auth_clt_set_prefs(&dialog->auth_sess, &account->cfg.auth_pref);
}

/* SUBSCRIBE in the present dialog; on failure the dialog is gone. */
pj_status_t SubscriptionRecord::request(unsigned seconds)
{
    pjsip_evsub *present = session;
    pjsip_tx_data *tdata;
    pj_status_t status = pjsip_evsub_initiate(present, NULL, seconds, &tdata);
    if (status == PJ_SUCCESS) {
        dress(tdata);
        status = pjsip_evsub_send_request(present, tdata);
    }
    if (status != PJ_SUCCESS && session == present) forgetDialog();
    return status;
}

/* What pjsip's evsub cannot be told beforehand is set in each request it makes. */
void SubscriptionRecord::dress(pjsip_tx_data *tdata)
{
    if (!config.accept.empty()) setAccept(tdata);
    if (!config.eventParams.empty()) setEventParameters(tdata);
    addHeaders(tdata, config.headers);
    if (pjsip_msg_body *body = makeBody(tdata->pool, config.contentType, config.body)) tdata->msg->body = body;
    pjsua_process_msg_data(tdata, NULL);        // User-Agent
}

void SubscriptionRecord::setAccept(pjsip_tx_data *tdata)
{
    pjsip_hdr *old = (pjsip_hdr*)pjsip_msg_find_hdr(tdata->msg, PJSIP_H_ACCEPT, NULL);
    if (old) pj_list_erase(old);
    pjsip_accept_hdr *header = pjsip_accept_hdr_create(tdata->pool);
    for (const std::string &type : config.accept)
        if (header->count < PJSIP_GENERIC_ARRAY_MAX_COUNT) header->values[header->count++] = copyTo(tdata->pool, type);
    pjsip_msg_add_hdr(tdata->msg, (pjsip_hdr*)header);
}

void SubscriptionRecord::setEventParameters(pjsip_tx_data *tdata)
{
    const pj_str_t name = pj_str((char*)"Event");
    pjsip_event_hdr *header = (pjsip_event_hdr*)pjsip_msg_find_hdr_by_name(tdata->msg, &name, NULL);
    const std::string &all = config.eventParams;
    size_t begin = 0;
    while (header && begin <= all.size()) {
        size_t end = PJ_MIN(all.find(';', begin), all.size());
        std::string one = trim(all.substr(begin, end - begin));
        begin = end + 1;
        if (one.empty()) continue;
        size_t equals = PJ_MIN(one.find('='), one.size());
        pjsip_param *parameter = PJ_POOL_ZALLOC_T(tdata->pool, pjsip_param);
        parameter->name = copyTo(tdata->pool, one.substr(0, equals));
        if (equals < one.size()) parameter->value = copyTo(tdata->pool, one.substr(equals + 1));
        pj_list_insert_before(&header->other_param, parameter);
    }
}

void SubscriptionRecord::forgetDialog()
{
    pjsip_evsub *present = session;
    session = NULL;
    if (!present) return;
    pjsip_evsub_set_mod_data(present, library.module.id, NULL);
    pjsip_evsub_terminate(present, PJ_FALSE);
}

} // namespace pj
