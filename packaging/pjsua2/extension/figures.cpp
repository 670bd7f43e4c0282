/* Figures of a call's audio (RFC 3550, RFC 3611) and of the SIP stack, as name -> value. */
#include "library.hpp"

namespace pj
{

typedef std::map<std::string, double> Figures;

static void addSpread(Figures &figures, const std::string &name, const pj_math_stat &stat)
{
    pj_math_stat copy = stat;
    figures[name + "_n"] = copy.n;
    figures[name + "_min"] = copy.n ? copy.min : 0;
    figures[name + "_mean"] = copy.mean;
    figures[name + "_max"] = copy.max;
    figures[name + "_last"] = copy.last;
    figures[name + "_dev"] = copy.n ? pj_math_stat_get_stddev(&copy) : 0;
}

static void addDirection(Figures &figures, const std::string &name, const pjmedia_rtcp_stream_stat &stat)
{
    figures[name + "_pkt"] = stat.pkt;
    figures[name + "_bytes"] = stat.bytes;
    figures[name + "_loss"] = stat.loss;
    figures[name + "_discard"] = stat.discard;
    figures[name + "_dup"] = stat.dup;
    figures[name + "_reorder"] = stat.reorder;
    addSpread(figures, name + "_jitter_us", stat.jitter);
}

static void addJitterBuffer(Figures &figures, const pjmedia_jb_state &state)
{
    figures["jb_frame_size"] = state.frame_size;
    figures["jb_prefetch"] = state.prefetch;
    figures["jb_size"] = state.size;
    figures["jb_avg_delay_ms"] = state.avg_delay;
    figures["jb_min_delay_ms"] = state.min_delay;
    figures["jb_max_delay_ms"] = state.max_delay;
    figures["jb_dev_delay_ms"] = state.dev_delay;
    figures["jb_avg_burst"] = state.avg_burst;
    figures["jb_lost"] = state.lost;
    figures["jb_discard"] = state.discard;
    figures["jb_empty"] = state.empty;
}

static void addExtendedReport(Figures &figures, const std::string &name, const pjmedia_rtcp_xr_stream_stat &stat)
{
    const auto &voip = stat.voip_mtc;
    figures[name + "_updated"] = voip.update.sec;       // 0: no such report yet
    figures[name + "_loss_rate"] = voip.loss_rate;
    figures[name + "_discard_rate"] = voip.discard_rate;
    figures[name + "_burst_density"] = voip.burst_den;
    figures[name + "_gap_density"] = voip.gap_den;
    figures[name + "_burst_ms"] = voip.burst_dur;
    figures[name + "_gap_ms"] = voip.gap_dur;
    figures[name + "_round_trip_ms"] = voip.rnd_trip_delay;
    figures[name + "_end_system_ms"] = voip.end_sys_delay;
    figures[name + "_signal_db"] = voip.signal_lvl;
    figures[name + "_noise_db"] = voip.noise_lvl;
    figures[name + "_rerl"] = voip.rerl;
    figures[name + "_gmin"] = voip.gmin;
    figures[name + "_r_factor"] = voip.r_factor;
    figures[name + "_ext_r_factor"] = voip.ext_r_factor;
    figures[name + "_mos_lq"] = voip.mos_lq;
    figures[name + "_mos_cq"] = voip.mos_cq;
    figures[name + "_rx_config"] = voip.rx_config;
    figures[name + "_jb_nominal_ms"] = voip.jb_nom;
    figures[name + "_jb_max_ms"] = voip.jb_max;
    figures[name + "_jb_abs_max_ms"] = voip.jb_abs_max;
    figures[name + "_sum_lost"] = stat.stat_sum.lost;
    figures[name + "_sum_dup"] = stat.stat_sum.dup;
    addSpread(figures, name + "_sum_jitter_us", stat.stat_sum.jitter);
}

static void addStream(Figures &figures, pjmedia_stream *stream)
{
    pjmedia_rtcp_stat rtcp;
    if (pjmedia_stream_get_stat(stream, &rtcp) == PJ_SUCCESS) {
        addDirection(figures, "rx", rtcp.rx);
        addDirection(figures, "tx", rtcp.tx);
        addSpread(figures, "rtt_us", rtcp.rtt);
    }
    pjmedia_jb_state jitterBuffer;
    if (pjmedia_stream_get_stat_jbuf(stream, &jitterBuffer) == PJ_SUCCESS) addJitterBuffer(figures, jitterBuffer);
    pjmedia_rtcp_xr_stat extended;
    if (pjmedia_stream_get_stat_xr(stream, &extended) == PJ_SUCCESS) {
        addExtendedReport(figures, "xr_rx", extended.rx);
        addExtendedReport(figures, "xr_tx", extended.tx);
    }
}

static void addProtection(Figures &figures, pjmedia_transport *transport)
{
    pjmedia_transport_info info;
    pjmedia_transport_info_init(&info);
    if (pjmedia_transport_get_info(transport, &info) != PJ_SUCCESS) return;
    auto *srtp = (pjmedia_srtp_info*)pjmedia_transport_info_get_spc_info(&info, PJMEDIA_TRANSPORT_TYPE_SRTP);
    if (srtp && srtp->active) figures["srtp_rx_failed"] = srtp->rx_failed;
}

Figures callXrStat(int callId, int mediaIdx)
{
    if (callId < 0 || callId >= (int)pjsua_var.ua_cfg.max_calls)
        PJSUA2_RAISE_ERROR3(PJ_EINVAL, "callXrStat()", "no such call");
    Figures figures;
    PJSUA_LOCK();
    pjsua_call *call = &pjsua_var.calls[callId];
    if (call->inv && mediaIdx >= 0 && mediaIdx < (int)call->med_cnt) {
        pjsua_call_media *media = &call->media[mediaIdx];
        if (media->type == PJMEDIA_TYPE_AUDIO && media->strm.a.stream) addStream(figures, media->strm.a.stream);
        if (media->tp) addProtection(figures, media->tp);
    }
    PJSUA_UNLOCK();
    return figures;
}

Figures sipResources()
{
    Figures figures;
    if (!pjsua_get_pjsip_endpt()) return figures;
    figures["transactions"] = pjsip_tsx_layer_get_tsx_count();
    figures["dialog_sets"] = pjsip_ua_get_dlg_set_count();
    figures["pools"] = (double)pjsua_var.cp.used_count;     // bytes are counted in debug builds only
    figures["subscriptions"] = EventSubscription::count();
    figures["requests"] = (double)library.requests.size();
    figures["calls"] = pjsua_call_get_count();
    return figures;
}

} // namespace pj
