/* Texts, headers and bodies between std::string and pjsip's messages. */
#ifndef MESSAGE_PARTS_HPP
#define MESSAGE_PARTS_HPP

#include "pjsua2_ext.hpp"

namespace pj
{

/** Copies a pjlib text. */
std::string toString(const pj_str_t &text);
/** A pjlib text that looks into `text`, without a copy and without an end mark. */
pj_str_t view(const std::string &text);
/** A terminated copy in the pool. */
pj_str_t copyTo(pj_pool_t *pool, const std::string &text);
/** Without white space at both ends. */
std::string trim(const std::string &text);

/**
 * Head and body of a received message, taken from the packet itself: pjsip replaces a
 * multipart body by its parsed form, and printing that again would not be byte-exact.
 */
void splitPacket(const pjsip_rx_data *rdata, std::string &head, std::string &body);

/** Value of the first header of that name (or compact form, 0 for none), folded lines joined. */
std::string findHeader(const std::string &head, const char *name, char compact);

/** Content-Type of a received head. */
std::string contentTypeOf(const std::string &head);

/** Appends headers to a request before it is sent. */
void addHeaders(pjsip_tx_data *tdata, const SipHeaderVector &headers);

/** A body with its content type and that type's parameters; NULL for an empty or unreadable type. */
pjsip_msg_body *makeBody(pj_pool_t *pool, const std::string &contentType, const Octets &body);

} // namespace pj
#endif
