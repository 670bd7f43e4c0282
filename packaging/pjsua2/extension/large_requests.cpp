/* Which far sides take TCP, so that what does not fit into a datagram goes there by it (RFC 3261 section 18.1.1). */
#include "library.hpp"
#include "message_parts.hpp"

#include <set>

extern "C" pj_bool_t (*pjsip_takes_tcp)(const pj_sockaddr *addr);       // patch large-by-tcp

namespace pj
{

namespace
{

std::set<std::string> places;           // address and port

std::string placeOf(const pj_sockaddr *addr)
{
    char text[PJ_INET6_ADDRSTRLEN + 10];
    return pj_sockaddr_print(addr, text, sizeof(text), 3);
}

pj_bool_t takesTcp(const pj_sockaddr *addr) { return places.count(placeOf(addr)) > 0; }

} // namespace

void setTakesTcp(const std::string &address, int port, bool takes)
{
    library.ensure();
    pj_sockaddr parsed;
    const pj_str_t text = view(address);
    const int family = address.find(':') == std::string::npos ? pj_AF_INET() : pj_AF_INET6();
    PJSUA2_CHECK_EXPR(pj_sockaddr_init(family, &parsed, NULL, (pj_uint16_t)port));
    PJSUA2_CHECK_EXPR(pj_inet_pton(family, &text, pj_sockaddr_get_addr(&parsed)));
    if (takes) places.insert(placeOf(&parsed));
    else places.erase(placeOf(&parsed));
    pjsip_takes_tcp = &takesTcp;
}

void forgetWhoTakesTcp()
{
    places.clear();
    pjsip_takes_tcp = NULL;
}

} // namespace pj
