/* The connection that an account registered over: pings on it, and the pongs that come back (RFC 5626 section 3.5.1). */
#include "library.hpp"

#include <map>

namespace pj
{

namespace
{

const size_t mostConnections = 256;     // a bound for what is left of connections that are gone
std::map<const pjsip_transport*, unsigned long> newlines;
pjsip_endpoint *heardEndpoint = NULL;

/* Data that is no message: newlines before the next one, or something the parser refused. */
void onDropped(pjsip_tp_dropped_data *data)
{
    if (data->status == PJ_EIGNORED) {
        if (newlines.size() >= mostConnections && !newlines.count(data->tp)) newlines.clear();
        ++newlines[data->tp];
        return;
    }
    traceDropped(data);
}

/* pjsip's register client holds a reference to it, so it is there as long as the account is. */
pjsip_transport *flowOf(int accountId)
{
    library.ensure();
    hearDropped(library.endpoint);
    if (!pjsua_acc_is_valid(accountId)) return NULL;
    pjsip_regc *client = pjsua_var.acc[accountId].regc;
    pjsip_regc_info info;
    if (!client || pjsip_regc_get_info(client, &info) != PJ_SUCCESS || !info.transport) return NULL;
    const bool isUsable = !info.transport->is_shutdown && !info.transport->is_destroying;
    return isUsable && !(info.transport->flag & PJSIP_TRANSPORT_DATAGRAM) ? info.transport : NULL;
}

} // namespace

void hearDropped(pjsip_endpoint *endpoint)
{
    if (heardEndpoint == endpoint) return;
    heardEndpoint = endpoint;
    newlines.clear();
    pjsip_tpmgr_set_drop_data_cb(pjsip_endpt_get_tpmgr(endpoint), &onDropped);
}

void forgetFlows()
{
    newlines.clear();
    heardEndpoint = NULL;
}

bool sendOnFlow(int accountId, const Octets &data)
{
    pjsip_transport *flow = flowOf(accountId);
    if (!flow) return false;
    pjsip_tpselector chosen;
    pj_bzero(&chosen, sizeof(chosen));
    chosen.type = PJSIP_TPSELECTOR_TRANSPORT;
    chosen.u.transport = flow;
    pj_status_t status = pjsip_tpmgr_send_raw(pjsip_endpt_get_tpmgr(library.endpoint),
                                              (pjsip_transport_type_e)flow->key.type, &chosen, NULL, data.data(),
                                              data.size(), &flow->key.rem_addr, flow->addr_len, NULL, NULL);
    return status == PJ_SUCCESS || status == PJ_EPENDING;
}

bool dropFlow(int accountId)
{
    pjsip_transport *flow = flowOf(accountId);
    return flow && pjsip_transport_shutdown2(flow, PJ_TRUE) == PJ_SUCCESS;
}

long newlinesOnFlow(int accountId)
{
    pjsip_transport *flow = flowOf(accountId);
    return flow ? (long)newlines[flow] : -1;
}

} // namespace pj
