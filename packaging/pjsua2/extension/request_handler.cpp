/* RequestHandler: answers requests outside dialogs that pjsua would leave unanswered. */
#include "library.hpp"
#include "message_parts.hpp"

namespace pj
{

RequestHandler::RequestHandler() {}

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

/* Only requests outside dialogs come here: the UA layer has taken the others. */
pj_bool_t handleRequest(pjsip_rx_data *rdata)
{
    RequestHandler *handler = library.handler;
    if (!handler || isCallMethod(rdata->msg_info.msg)) return PJ_FALSE;
    handler->reply(SipHeaderVector(), "", "");
    int code = ask(handler, rdata);
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
