/* OutRequest: any request outside dialogs, with digest authentication (RFC 3261 section 22.2). */
#include "request_record.hpp"
#include "message_parts.hpp"

namespace pj
{

RequestRecord::RequestRecord(OutRequest *owner_, pjsua_acc *account, const std::string &identity_)
: owner(owner_), pool(pjsua_pool_create("outreq", 1000, 1000)), isAnswered(false), challenges(0), identity(identity_)
{
    pjsip_auth_clt_init(&auth, library.endpoint, pool, 0);
    if (account->cred_cnt) pjsip_auth_clt_set_credentials(&auth, account->cred_cnt, account->cred);
    pjsip_auth_clt_set_prefs(&auth, &account->cfg.auth_pref);
    library.requests.insert(this);
}

RequestRecord::~RequestRecord()
{
    library.requests.erase(this);
    detach();
    pjsip_auth_clt_deinit(&auth);
    pj_pool_release(pool);
}

void RequestRecord::detach()
{
    if (owner) owner->record = NULL;
    owner = NULL;
}

/* If sending fails, either onResponse() ran inside, and this record may be gone, or it never will. */
bool RequestRecord::transmit(pjsip_tx_data *tdata, pj_status_t &status)
{
    isAnswered = false;
    status = pjsip_endpt_send_request(library.endpoint, tdata, -1, this, &onResponse);
    return status == PJ_SUCCESS || !library.requests.count(this) || isAnswered;
}

void RequestRecord::finish(int code, const std::string &reason, const std::string &head, const std::string &body)
{
    OutRequest *told = owner;
    delete this;                        // send() may be used again from the callback
    if (told) try { told->onResponse(code, reason, head, contentTypeOf(head), body); } catch (...) {}
}

void RequestRecord::setIdentity(pjsip_tx_data *tdata)
{
    if (identity.empty()) return;
    PJSIP_MSG_CID_HDR(tdata->msg)->id = copyTo(tdata->pool, identity);
    PJSIP_MSG_FROM_HDR(tdata->msg)->tag = copyTo(tdata->pool, identity);
    PJSIP_MSG_CSEQ_HDR(tdata->msg)->cseq = 1;
    if (!pjsip_msg_find_hdr(tdata->msg, PJSIP_H_VIA, NULL))
        pjsip_msg_insert_first_hdr(tdata->msg, (pjsip_hdr*)pjsip_via_hdr_create(tdata->pool));
    setBranch(tdata);
}

/* The transaction layer makes a branch only where there is none. */
void RequestRecord::setBranch(pjsip_tx_data *tdata)
{
    pjsip_via_hdr *via = (pjsip_via_hdr*)pjsip_msg_find_hdr(tdata->msg, PJSIP_H_VIA, NULL);
    if (identity.empty() || !via) return;
    std::string branch = PJSIP_RFC3261_BRANCH_ID + identity + "." + std::to_string(challenges);
    via->branch_param = copyTo(tdata->pool, branch);
}

/* Sends the request again with credentials; false if the account has none that fit. */
bool RequestRecord::answerChallenge(pjsip_transaction *tsx, pjsip_rx_data *rdata)
{
    const unsigned most = 4;            // a proxy's, the server's, and a stale nonce of each
    if (!rdata || (tsx->status_code != 401 && tsx->status_code != 407) || challenges++ >= most) return false;
    pjsip_tx_data *again;
    if (pjsip_auth_clt_reinit_req(&auth, rdata, tsx->last_tx, &again) != PJ_SUCCESS) return false;
    PJSIP_MSG_CSEQ_HDR(again->msg)->cseq++;
    setBranch(again);
    pj_status_t status;
    if (!transmit(again, status)) finish(503, "cannot send", "", "");
    return true;
}

void RequestRecord::onResponse(void *token, pjsip_event *event)
{
    RequestRecord *record = (RequestRecord*)token;
    if (event->type != PJSIP_EVENT_TSX_STATE) return;
    pjsip_transaction *tsx = event->body.tsx_state.tsx;
    if (tsx->status_code < 200) return;
    bool isReceived = event->body.tsx_state.type == PJSIP_EVENT_RX_MSG;
    pjsip_rx_data *rdata = isReceived ? event->body.tsx_state.src.rdata : NULL;
    record->isAnswered = true;
    if (record->answerChallenge(tsx, rdata)) return;

    std::string head, body;
    if (rdata) splitPacket(rdata, head, body);
    record->finish(tsx->status_code, toString(tsx->status_text), head, body);
}

void detachRequests()
{
    for (RequestRecord *record : library.requests) record->detach();
}

void freeRequests()
{
    while (!library.requests.empty()) delete *library.requests.begin();
}

static void addContact(pjsip_tx_data *tdata, int accountId, pj_str_t *target)
{
    pj_str_t contact = pjsua_var.acc[accountId].contact;
    if (!contact.slen && pjsua_acc_create_uac_contact(tdata->pool, &contact, accountId, target) != PJ_SUCCESS) return;
    const pj_str_t name = pj_str((char*)"Contact");
    pj_str_t value;
    pj_strdup_with_null(tdata->pool, &value, &contact);
    pjsip_msg_add_hdr(tdata->msg, (pjsip_hdr*)pjsip_generic_string_hdr_create(tdata->pool, &name, &value));
}

OutRequest::OutRequest() : record(NULL) {}

OutRequest::~OutRequest()
{
    if (record) record->owner = NULL;
}

bool OutRequest::isPending() const { return record != NULL; }

void OutRequest::identify(const std::string &text) { identity = text; }

void OutRequest::send(int accountId, const std::string &method, const std::string &target,
                      const SipHeaderVector &headers, const std::string &contentType, const Octets &body,
                      bool contact)
{
    library.ensure();
    if (record) PJSUA2_RAISE_ERROR3(PJ_EBUSY, "OutRequest::send()", "request pending");
    if (!pjsua_acc_is_valid(accountId)) PJSUA2_RAISE_ERROR3(PJ_EINVAL, "OutRequest::send()", "no such account");

    pjsip_tx_data *tdata;
    pjsip_method kind;
    pj_str_t name = view(method), uri = view(target);
    pjsip_method_init_np(&kind, &name);
    PJSUA2_CHECK_EXPR(pjsua_acc_create_request(accountId, &kind, &uri, &tdata));
    /* pjsip keeps a reference to the name given: make it the message's own */
    pjsip_method_copy(tdata->pool, &tdata->msg->line.req.method, &kind);
    PJSIP_MSG_CSEQ_HDR(tdata->msg)->method = tdata->msg->line.req.method;
    if (contact) addContact(tdata, accountId, &uri);
    addHeaders(tdata, headers);
    tdata->msg->body = makeBody(tdata->pool, contentType, body);
    pjsua_process_msg_data(tdata, NULL);        // User-Agent

    RequestRecord *mine = new RequestRecord(this, &pjsua_var.acc[accountId], identity);
    record = mine;
    mine->setIdentity(tdata);
    pj_status_t status;
    if (!mine->transmit(tdata, status)) {
        delete mine;                            // clears record
        PJSUA2_RAISE_ERROR2(status, "OutRequest::send()");
    }
}

} // namespace pj
