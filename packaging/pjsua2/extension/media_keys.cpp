/* How a stream's SRTP keys were agreed: what both sides of the agreed SDP say. */
#include "library.hpp"

namespace pj
{

static bool says(const pjmedia_sdp_session *sdp, unsigned index, const char *name)
{
    if (!sdp || index >= sdp->media_count) return false;
    const pjmedia_sdp_media *media = sdp->media[index];
    return pjmedia_sdp_attr_find2(media->attr_count, media->attr, name, NULL) ||
           pjmedia_sdp_attr_find2(sdp->attr_count, sdp->attr, name, NULL);
}

std::string callKeying(int callId, int mediaIdx) PJSUA2_THROW(Error)
{
    library.ensure();
    if (callId < 0 || callId >= (int)pjsua_var.ua_cfg.max_calls || mediaIdx < 0) return "";
    const pjsua_call *call = &pjsua_var.calls[callId];
    const pjmedia_sdp_session *ours = NULL, *theirs = NULL;
    if (!call->inv || !call->inv->neg || pjmedia_sdp_neg_get_active_local(call->inv->neg, &ours) != PJ_SUCCESS ||
        pjmedia_sdp_neg_get_active_remote(call->inv->neg, &theirs) != PJ_SUCCESS)
        return "";
    if (says(ours, mediaIdx, "fingerprint") && says(theirs, mediaIdx, "fingerprint")) return "dtls";
    return says(ours, mediaIdx, "crypto") && says(theirs, mediaIdx, "crypto") ? "sdes" : "";
}

} // namespace pj
