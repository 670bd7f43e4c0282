/* Which far sides take TCP, so that what does not fit into a datagram goes there by it (RFC 3261 section 18.1.1). */
#include "library.hpp"
#include "message_parts.hpp"

#include <set>
#include <vector>

extern "C" pj_bool_t (*pjsip_takes_tcp)(const pj_sockaddr *addr);       // patch large-by-tcp

namespace pj
{

namespace
{

std::set<std::string> places;           // address and port
std::set<pjsip_transport*> connections; // by TCP, and up
pjsip_tp_state_callback tellPjsua = NULL;
bool hears = false;

std::string placeOf(const pj_sockaddr *addr)
{
    char text[PJ_INET6_ADDRSTRLEN + 10];
    return pj_sockaddr_print(addr, text, sizeof(text), 3);
}

pj_bool_t takesTcp(const pj_sockaddr *addr) { return places.count(placeOf(addr)) > 0; }

void onState(pjsip_transport *transport, pjsip_transport_state state, const pjsip_transport_state_info *info)
{
    const bool isTcp = (transport->key.type & ~PJSIP_TRANSPORT_IPV6) == PJSIP_TRANSPORT_TCP;
    if (isTcp && state == PJSIP_TP_STATE_CONNECTED) connections.insert(transport);
    else connections.erase(transport);
    if (!library.endpoint) return;      // the library ends
    // pjsua puts itself in front whenever it makes a transport, and tells who was there: it knows already, then.
    const bool isInFront = pjsip_tpmgr_get_state_cb(pjsip_endpt_get_tpmgr(library.endpoint)) == &onState;
    if (isInFront && tellPjsua) (*tellPjsua)(transport, state, info);
}

/* Before the first one connects, since each is told of once. Once only: in front of pjsua a second time, each of the two
 * would tell the other for ever. */
void hearConnections()
{
    if (hears) return;
    hears = true;
    pjsip_tpmgr *manager = pjsip_endpt_get_tpmgr(library.endpoint);
    tellPjsua = pjsip_tpmgr_get_state_cb(manager);
    pjsip_tpmgr_set_state_cb(manager, &onState);
}

pj_sockaddr parse(const std::string &address, int port)
{
    pj_sockaddr parsed;
    const pj_str_t text = view(address);
    const int family = address.find(':') == std::string::npos ? pj_AF_INET() : pj_AF_INET6();
    PJSUA2_CHECK_EXPR(pj_sockaddr_init(family, &parsed, NULL, (pj_uint16_t)port));
    PJSUA2_CHECK_EXPR(pj_inet_pton(family, &text, pj_sockaddr_get_addr(&parsed)));
    return parsed;
}

} // namespace

void setTakesTcp(const std::string &address, int port, bool takes)
{
    library.ensure();
    hearConnections();
    const pj_sockaddr parsed = parse(address, port);
    if (takes) places.insert(placeOf(&parsed));
    else places.erase(placeOf(&parsed));
    pjsip_takes_tcp = &takesTcp;
}

void dropConnections(const std::string &address, int port)
{
    library.ensure();
    const pj_sockaddr parsed = parse(address, port);
    const std::string place = placeOf(&parsed);
    const std::vector<pjsip_transport*> all(connections.begin(), connections.end());
    for (pjsip_transport *each : all)
        if (connections.count(each) && placeOf(&each->key.rem_addr) == place) pjsip_transport_shutdown2(each, PJ_TRUE);
}

void forgetWhoTakesTcp()
{
    places.clear();
    connections.clear();
    pjsip_takes_tcp = NULL;
    hears = false;
}

} // namespace pj
