/* RequestHandler: answers requests outside dialogs that pjsua would leave unanswered. */
#include "library.hpp"
#include "message_parts.hpp"

#include <map>

namespace pj
{

/** A request that is answered later: its transaction, by key since it may end before, and a copy to answer from. */
struct Deferred
{
    std::string    key;
    pjsip_rx_data *rdata;
};
static std::map<unsigned long, Deferred> waiting;
static unsigned long                     lastNumber;

RequestHandler::RequestHandler() : deferredAs(0) {}

RequestHandler::~RequestHandler() { stop(); }

void RequestHandler::start()
{
    library.ensure();
    library.handler = this;
}

void RequestHandler::stop()
{
    if (library.handler == this) library.handler = NULL;
}

void RequestHandler::reply(const SipHeaderVector &headers, const std::string &contentType, const Octets &body)
{
    replyHeaders = headers;
    replyType = contentType;
    replyBody = body;
}

unsigned long RequestHandler::defer() { return deferredAs = ++lastNumber; }

void forgetDeferred()
{
    for (auto &each : waiting) pjsip_rx_data_free_cloned(each.second.rdata);
    waiting.clear();
}

static bool keep(unsigned long number, pjsip_rx_data *rdata)
{
    pjsip_transaction *tsx;
    pjsip_rx_data *copy;
    if (pjsip_tsx_create_uas2(&library.module, rdata, NULL, &tsx) != PJ_SUCCESS) return false;
    pjsip_tsx_recv_msg(tsx, rdata);
    if (pjsip_rx_data_clone(rdata, 0, &copy) != PJ_SUCCESS) {
        pjsip_tsx_terminate(tsx, 500);
        return false;
    }
    waiting[number] = { toString(tsx->transaction_key), copy };
    return true;
}

bool RequestHandler::answer(unsigned long number, int code)
{
    library.ensure();
    auto found = waiting.find(number);
    if (found == waiting.end()) return false;
    Deferred request = found->second;
    waiting.erase(found);
    pj_str_t key = view(request.key);
    pjsip_transaction *tsx = pjsip_tsx_layer_find_tsx2(&key, PJ_TRUE);
    pjsip_tx_data *tdata;
    bool sent = false;
    if (tsx) {
        if (pjsip_endpt_create_response(library.endpoint, request.rdata, code, NULL, &tdata) == PJ_SUCCESS) {
            sent = pjsip_tsx_send_msg(tsx, tdata) == PJ_SUCCESS;
            if (!sent) pjsip_tx_data_dec_ref(tdata);
        }
        pj_grp_lock_dec_ref(tsx->grp_lock);
    }
    pjsip_rx_data_free_cloned(request.rdata);
    return sent;
}

static bool isCallMethod(const pjsip_msg *msg)
{
    pjsip_method_e id = msg->line.req.method.id;
    return id == PJSIP_INVITE_METHOD || id == PJSIP_ACK_METHOD || id == PJSIP_CANCEL_METHOD;
}

static int ask(RequestHandler *handler, pjsip_rx_data *rdata)
{
    std::string head, body;
    splitPacket(rdata, head, body);
    std::string source = std::string(rdata->pkt_info.src_name) + ":" + std::to_string(rdata->pkt_info.src_port);
    try {
        return handler->onRequest(toString(rdata->msg_info.msg->line.req.method.name), source,
                                  pjsua_acc_find_for_incoming(rdata), head, contentTypeOf(head), body);
    } catch (...) {
        return 500;
    }
}

/* What is said in a call comes the same way as what is said outside: pjsua would answer it by itself. */
pj_bool_t handleRequestInDialog(pjsip_rx_data *rdata)
{
    pjsip_to_hdr *to = rdata->msg_info.to;
    bool isMessage = !pj_strcmp2(&rdata->msg_info.msg->line.req.method.name, "MESSAGE");
    return isMessage && to && to->tag.slen ? handleRequest(rdata) : PJ_FALSE;
}

/* Only requests outside dialogs come here: the UA layer has taken the others. */
pj_bool_t handleRequest(pjsip_rx_data *rdata)
{
    RequestHandler *handler = library.handler;
    if (!handler || isCallMethod(rdata->msg_info.msg)) return PJ_FALSE;
    handler->reply(SipHeaderVector(), "", "");
    handler->deferredAs = 0;
    int code = ask(handler, rdata);
    unsigned long number = library.handler == handler ? handler->deferredAs : 0;
    if (number) {
        if (keep(number, rdata)) return PJ_TRUE;
        code = 500;
    }
    if (code < 200 || code > 699) return PJ_FALSE;

    pj_pool_t *pool = rdata->tp_info.pool;
    pjsip_hdr headers;
    pjsip_msg_body *body = NULL;
    pj_list_init(&headers);
    if (library.handler == handler) {           // still there after its own callback
        for (const SipHeader &header : handler->replyHeaders) {
            pj_str_t name = copyTo(pool, header.hName), value = copyTo(pool, header.hValue);
            pj_list_push_back(&headers, pjsip_generic_string_hdr_create(pool, &name, &value));
        }
        body = makeBody(pool, handler->replyType, handler->replyBody);
    }
    pjsip_endpt_respond(library.endpoint, NULL, rdata, code, NULL, &headers, body, NULL);
    return PJ_TRUE;
}

} // namespace pj
