/* SipTrace: a tap between transport layer and transports, read by the application in batches. */
#include "library.hpp"
#include "message_parts.hpp"

#include <atomic>

namespace pj
{

namespace
{

struct Node
{
    SipTraceEntry entry;
    Node         *next;
};

/* Any thread pushes, the reader takes the whole list: no lock on the way of a packet. */
struct Tap
{
    std::atomic<Node*>         head{nullptr};       // newest first
    std::atomic<size_t>        bytes{0};
    std::atomic<size_t>        limit{0};            // 0: off
    std::atomic<unsigned long> dropped{0};
    pjsip_endpoint            *endpoint = nullptr;
    pjsip_module               module;
} tap;

char moduleName[] = "mod-pjsua2-trace";

void push(bool isSent, const char *type, const std::string &local, const std::string &remote, const char *text,
          size_t size)
{
    size_t limit = tap.limit.load(std::memory_order_relaxed);
    if (!limit) return;
    if (tap.bytes.load(std::memory_order_relaxed) + size > limit) {
        ++tap.dropped;
        return;
    }
    tap.bytes += size;
    pj_time_val now;
    pj_gettimeofday(&now);
    Node *node = new Node{ { now.sec + now.msec / 1000.0, isSent, type, local, remote, Octets(text, size) }, NULL };
    node->next = tap.head.load(std::memory_order_relaxed);
    while (!tap.head.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)) {}
}

std::string address(const pj_str_t &host, int port) { return toString(host) + ":" + std::to_string(port); }

std::string address(const pjsip_host_port &place) { return address(place.host, place.port); }

pj_bool_t onReceived(pjsip_rx_data *rdata)
{
    pjsip_transport *transport = rdata->tp_info.transport;
    std::string remote = std::string(rdata->pkt_info.src_name) + ":" + std::to_string(rdata->pkt_info.src_port);
    push(false, transport->type_name, address(transport->local_name), remote, rdata->msg_info.msg_buf,
         rdata->msg_info.len);
    return PJ_FALSE;
}

pj_status_t onSending(pjsip_tx_data *tdata)
{
    pjsip_transport *transport = tdata->tp_info.transport;
    if (!transport) return PJ_SUCCESS;
    std::string remote = std::string(tdata->tp_info.dst_name) + ":" + std::to_string(tdata->tp_info.dst_port);
    push(true, transport->type_name, address(transport->local_name), remote, tdata->buf.start,
         tdata->buf.cur - tdata->buf.start);
    return PJ_SUCCESS;
}

pj_status_t onUnload()
{
    tap.endpoint = NULL;
    tap.limit = 0;
    return PJ_SUCCESS;
}

void install(pjsip_endpoint *endpoint)
{
    pj_bzero(&tap.module, sizeof(tap.module));
    tap.module.name = pj_str(moduleName);
    tap.module.id = -1;
    tap.module.priority = PJSIP_MOD_PRIORITY_TRANSPORT_LAYER - 1;   // first on receipt, last on sending
    tap.module.unload = &onUnload;
    tap.module.on_rx_request = tap.module.on_rx_response = &onReceived;
    tap.module.on_tx_request = tap.module.on_tx_response = &onSending;
    PJSUA2_CHECK_EXPR(pjsip_endpt_register_module(endpoint, &tap.module));
    tap.endpoint = endpoint;
    hearDropped(endpoint);
}

} // namespace

/* What the parser refused; keep-alives are of no interest. */
void traceDropped(pjsip_tp_dropped_data *data)
{
    const pj_size_t longestKeepAlive = 4;
    if (data->len <= longestKeepAlive || !data->data) return;
    push(false, "unparsable", address(data->tp->local_name), address(data->tp->remote_name), (const char*)data->data,
         data->len);
}

void SipTrace::start(unsigned limitBytes)
{
    pjsip_endpoint *endpoint = pjsua_get_pjsip_endpt();
    if (!endpoint) PJSUA2_RAISE_ERROR3(PJ_EINVALIDOP, "SipTrace::start()", "library not created");
    if (tap.endpoint != endpoint) {
        drain();                // what an earlier life of the library left behind
        install(endpoint);
    }
    tap.dropped = 0;
    tap.limit = limitBytes ? limitBytes : 1;
}

void SipTrace::stop() { tap.limit = 0; }

unsigned long SipTrace::dropped() { return tap.dropped; }

SipTraceBatch SipTrace::drain()
{
    Node *newest = tap.head.exchange(nullptr, std::memory_order_acquire), *oldest = NULL;
    size_t count = 0, bytes = 0;
    while (newest) {
        Node *next = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = next;
        ++count;
    }
    SipTraceBatch batch;
    batch.reserve(count);
    while (oldest) {
        Node *next = oldest->next;
        bytes += oldest->entry.text.size();
        batch.push_back(std::move(oldest->entry));
        delete oldest;
        oldest = next;
    }
    tap.bytes -= bytes;
    return batch;
}

} // namespace pj
