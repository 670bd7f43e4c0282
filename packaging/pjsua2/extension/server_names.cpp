/* Names of servers that the application has resolved: pjsip asks nobody else about them (RFC 3263 section 4). */
#include "library.hpp"
#include "message_parts.hpp"

#include <algorithm>
#include <map>
#include <tuple>

extern "C" pj_bool_t (*pjsua_acc_on_named_server)(const pjsip_host_info *server, pj_sockaddr *addr);
                                                                        // patch contact-to-chosen-server

namespace pj
{

namespace
{

typedef std::tuple<std::string, int, int> Question;     // name in lower case, port or 0, transport without family
std::map<Question, pj_sockaddr> answers;
pjsip_endpoint *servedEndpoint = NULL;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return (char)std::tolower(c); });
    return text;
}

int withoutFamily(int type) { return type & ~PJSIP_TRANSPORT_IPV6; }

int transportOf(const pjsip_host_info *target)
{
    if (target->type != PJSIP_TRANSPORT_UNSPECIFIED) return withoutFamily(target->type);
    if (target->flag & PJSIP_TRANSPORT_SECURE) return PJSIP_TRANSPORT_TLS;
    return target->flag & PJSIP_TRANSPORT_RELIABLE ? PJSIP_TRANSPORT_TCP : PJSIP_TRANSPORT_UDP;
}

Question question(const std::string &name, int port, const std::string &transport)
{
    const pj_str_t kind = view(transport);
    return Question(lower(name), port, withoutFamily(pjsip_transport_get_type_from_name(&kind)));
}

/* pjsip fills in the usual port of TCP and TLS where there is none. */
const pj_sockaddr *answer(const pjsip_host_info *target)
{
    const int type = transportOf(target);
    const std::string name = lower(toString(target->addr.host));
    auto found = answers.find(Question(name, target->addr.port, type));
    const int usual = type == PJSIP_TRANSPORT_TLS ? 5061 : 5060;
    if (found == answers.end() && target->addr.port == usual) found = answers.find(Question(name, 0, type));
    return found == answers.end() ? NULL : &found->second;
}

pj_bool_t onNamedServer(const pjsip_host_info *server, pj_sockaddr *addr)
{
    const pj_sockaddr *found = answer(server);
    if (found) pj_sockaddr_cp(addr, found);
    return found != NULL;
}

void resolve(pjsip_resolver_t *resolver, pj_pool_t *pool, const pjsip_host_info *target, void *token,
             pjsip_resolver_callback *tell);

pjsip_ext_resolver ours = { &resolve };

/* What we were not told about, addresses above all, pjsip works out as ever. */
void resolveAsEver(pjsip_resolver_t *resolver, pj_pool_t *pool, const pjsip_host_info *target, void *token,
                   pjsip_resolver_callback *tell)
{
    pjsip_resolver_set_ext_resolver(resolver, NULL);
    pjsip_resolve(resolver, pool, target, token, tell);
    pjsip_resolver_set_ext_resolver(resolver, &ours);
}

void resolve(pjsip_resolver_t *resolver, pj_pool_t *pool, const pjsip_host_info *target, void *token,
             pjsip_resolver_callback *tell)
{
    const int type = transportOf(target);
    const pj_sockaddr *found = answer(target);
    if (!found) return resolveAsEver(resolver, pool, target, token, tell);
    const bool isIpv6 = found->addr.sa_family == pj_AF_INET6();
    pjsip_server_addresses result;
    pj_bzero(&result, sizeof(result));
    result.count = 1;
    result.entry[0].name = target->addr.host;
    result.entry[0].type = (pjsip_transport_type_e)(isIpv6 ? type | PJSIP_TRANSPORT_IPV6 : type);
    pj_sockaddr_cp(&result.entry[0].addr, found);
    result.entry[0].addr_len = pj_sockaddr_get_len(found);
    tell(PJ_SUCCESS, token, &result);
}

} // namespace

void setServerAddress(const std::string &name, int port, const std::string &transport, const std::string &address,
                      int addressPort)
{
    library.ensure();
    if (servedEndpoint != library.endpoint) {
        answers.clear();                // of an earlier life of the library
        PJSUA2_CHECK_EXPR(pjsip_endpt_set_ext_resolver(library.endpoint, &ours));
        pjsua_acc_on_named_server = &onNamedServer;
        servedEndpoint = library.endpoint;
    }
    pj_sockaddr parsed;
    const pj_str_t text = view(address);
    const int family = address.find(':') == std::string::npos ? pj_AF_INET() : pj_AF_INET6();
    PJSUA2_CHECK_EXPR(pj_sockaddr_init(family, &parsed, NULL, (pj_uint16_t)addressPort));
    PJSUA2_CHECK_EXPR(pj_inet_pton(family, &text, pj_sockaddr_get_addr(&parsed)));
    answers[question(name, port, transport)] = parsed;
}

void forgetServerAddress(const std::string &name, int port, const std::string &transport)
{
    library.ensure();
    answers.erase(question(name, port, transport));
}

void forgetServerNames()
{
    answers.clear();
    pjsua_acc_on_named_server = NULL;
    servedEndpoint = NULL;
}

} // namespace pj
