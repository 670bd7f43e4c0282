/* Texts, headers and bodies between std::string and pjsip's messages. */
#include "message_parts.hpp"

#include <cstring>

namespace pj
{

std::string toString(const pj_str_t &text)
{
    return text.slen > 0 ? std::string(text.ptr, text.slen) : std::string();
}

pj_str_t view(const std::string &text)
{
    pj_str_t result;
    result.ptr = const_cast<char*>(text.data());
    result.slen = (pj_ssize_t)text.size();
    return result;
}

pj_str_t copyTo(pj_pool_t *pool, const std::string &text)
{
    pj_str_t from = view(text), result;
    pj_strdup_with_null(pool, &result, &from);
    return result;
}

std::string trim(const std::string &text)
{
    const char *blank = " \t\r\n";
    size_t first = text.find_first_not_of(blank), last = text.find_last_not_of(blank);
    return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

/* Behind the empty line, or at the end. */
static const char *endOfHead(const char *begin, const char *end)
{
    for (const char *p = begin; p < end; ++p) {
        if (p[0] != '\n') continue;
        if (p + 1 < end && p[1] == '\n') return p + 2;
        if (p + 2 < end && p[1] == '\r' && p[2] == '\n') return p + 3;
    }
    return end;
}

void splitPacket(const pjsip_rx_data *rdata, std::string &head, std::string &body)
{
    const char *begin = rdata->msg_info.msg_buf, *end = begin + rdata->msg_info.len;
    const char *middle = endOfHead(begin, end);
    head.assign(begin, middle - begin);
    size_t length = end - middle;
    if (rdata->msg_info.clen) length = PJ_MIN(length, (size_t)PJ_MAX(rdata->msg_info.clen->len, 0));
    body.assign(middle, length);
}

/* The end of the header that begins at `begin`, folded lines included; npos for the end of the head. */
static size_t endOfHeader(const std::string &head, size_t begin)
{
    size_t end = head.find('\n', begin);
    while (end != std::string::npos && end + 1 < head.size() && (head[end + 1] == ' ' || head[end + 1] == '\t'))
        end = head.find('\n', end + 1);
    return end;
}

static bool isNamed(const std::string &found, const char *name, char compact)
{
    size_t length = strlen(name);
    if (found.size() == length && pj_ansi_strnicmp(found.c_str(), name, length) == 0) return true;
    return compact && found.size() == 1 && (found[0] | 32) == compact;
}

static std::string withoutLineEnds(const std::string &text)
{
    std::string result;
    for (char c : text)
        if (c != '\r' && c != '\n') result += c;
    return result;
}

std::string findHeader(const std::string &head, const char *name, char compact)
{
    size_t pos = head.find('\n');
    while (pos != std::string::npos && ++pos < head.size()) {
        size_t colon = head.find(':', pos), end = endOfHeader(head, pos);
        if (colon != std::string::npos && (end == std::string::npos || colon < end) &&
            isNamed(trim(head.substr(pos, colon - pos)), name, compact))
        {
            size_t length = end == std::string::npos ? end : end - colon - 1;
            return withoutLineEnds(trim(head.substr(colon + 1, length)));
        }
        pos = end;
    }
    return std::string();
}

std::string contentTypeOf(const std::string &head)
{
    return findHeader(head, "Content-Type", 'c');
}

void addHeaders(pjsip_tx_data *tdata, const SipHeaderVector &headers)
{
    for (const SipHeader &header : headers) {
        pj_str_t name = copyTo(tdata->pool, header.hName), value = copyTo(tdata->pool, header.hValue);
        pjsip_msg_add_hdr(tdata->msg, (pjsip_hdr*)pjsip_generic_string_hdr_create(tdata->pool, &name, &value));
    }
}

pjsip_msg_body *makeBody(pj_pool_t *pool, const std::string &contentType, const Octets &body)
{
    if (contentType.empty()) return NULL;
    /* The header parser knows parameters such as boundary; it wants a writable terminated text. */
    const pj_str_t name = pj_str((char*)"Content-Type");
    pj_str_t type = copyTo(pool, contentType), text = copyTo(pool, body);
    int parsed = 0;
    pjsip_ctype_hdr *header = (pjsip_ctype_hdr*)pjsip_parse_hdr(pool, &name, type.ptr, type.slen, &parsed);
    if (!header) return NULL;
    pjsip_msg_body *result = pjsip_msg_body_create(pool, &header->media.type, &header->media.subtype, &text);
    if (result) pjsip_media_type_cp(pool, &result->content_type, &header->media);
    return result;
}

} // namespace pj
