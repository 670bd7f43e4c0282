/* TLS by certificates that were trusted on purpose: what is not one of them gets no byte of SIP. */
#include "library.hpp"

#include <map>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace pj
{

namespace
{

struct Guard
{
    std::set<std::string> fingerprints;
    bool                  onlyThese;
};

/* What a closed transport leaves behind still holds for a connection of its that is being made; one that gets its
 * place in memory brings a guard of its own. */
std::map<const pjsip_tpfactory*, Guard> guards;
pjsip_tp_state_callback                 passOn;             // pjsua2's own

/* SHA-256 of the certificate's DER form, 64 lower-case hex digits; empty for none. */
std::string fingerprint(const pj_str_t &pem)
{
    if (pem.slen <= 0) return "";
    BIO *text = BIO_new_mem_buf(pem.ptr, (int)pem.slen);
    X509 *certificate = text ? PEM_read_bio_X509(text, NULL, NULL, NULL) : NULL;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (certificate && !X509_digest(certificate, EVP_sha256(), digest, &size)) size = 0;
    X509_free(certificate);
    BIO_free(text);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        static const char digits[] = "0123456789abcdef";
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 15];
    }
    return hex;
}

bool isRefused(const pjsip_transport *transport, const pjsip_transport_state_info *info)
{
    if ((transport->key.type & ~PJSIP_TRANSPORT_IPV6) != PJSIP_TRANSPORT_TLS) return false;
    auto guard = guards.find(transport->factory);
    const pjsip_tls_state_info *tls = static_cast<const pjsip_tls_state_info*>(info->ext_info);
    const pj_ssl_sock_info *ssl = tls ? tls->ssl_sock_info : NULL;
    if (!ssl || !ssl->remote_cert_info) return true;
    std::string shown = fingerprint(ssl->remote_cert_info->raw);
    if (shown.empty()) return true;
    if (guard == guards.end()) return ssl->verify_status != 0;
    return !guard->second.fingerprints.count(shown) && (guard->second.onlyThese || ssl->verify_status != 0);
}

/* pjsip tells of the connection before it sends what waits for it, and drops that when the transport is shut down. */
void onState(pjsip_transport *transport, pjsip_transport_state state, const pjsip_transport_state_info *info)
{
    if (state != PJSIP_TP_STATE_CONNECTED || !isRefused(transport, info)) {
        if (passOn) (*passOn)(transport, state, info);
        return;
    }
    pjsip_transport_shutdown(transport);
    const pjsip_tls_state_info *tls = static_cast<const pjsip_tls_state_info*>(info->ext_info);
    // pjsua2 shows the certificate only where something is wrong with it.
    if (tls && tls->ssl_sock_info && tls->ssl_sock_info->verify_status == 0)
        tls->ssl_sock_info->verify_status = PJ_SSL_CERT_EUNTRUSTED;
    pjsip_transport_state_info refused = *info;
    refused.status = PJSIP_TLS_ECERTVERIF;
    if (passOn) (*passOn)(transport, PJSIP_TP_STATE_DISCONNECTED, &refused);
}

} // namespace

void guardTls(int transportId, const StringVector &fingerprints, bool onlyThese) PJSUA2_THROW(Error)
{
    library.ensure();
    if (transportId < 0 || transportId >= (int)PJ_ARRAY_SIZE(pjsua_var.tpdata) ||
        pjsua_var.tpdata[transportId].data.ptr == NULL ||
        (pjsua_var.tpdata[transportId].type & ~PJSIP_TRANSPORT_IPV6) != PJSIP_TRANSPORT_TLS)
        PJSUA2_RAISE_ERROR3(PJ_EINVAL, "guardTls", "no TLS transport");
    std::set<std::string> trusted(fingerprints.begin(), fingerprints.end());
    guards[pjsua_var.tpdata[transportId].data.factory] = Guard{ trusted, onlyThese };
    // Not the transport manager's callback: pjsua puts its own there again with each transport that it makes.
    if (pjsua_var.ua_cfg.cb.on_transport_state != &onState) {
        passOn = pjsua_var.ua_cfg.cb.on_transport_state;
        pjsua_var.ua_cfg.cb.on_transport_state = &onState;
    }
}

void dropTlsGuards() { guards.clear(); }

} // namespace pj
