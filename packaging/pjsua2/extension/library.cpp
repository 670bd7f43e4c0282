/* Our module in pjsip's endpoint: registered at first use, gone with the library. */
#include "library.hpp"

namespace pj
{

Library library;
static char moduleName[] = "mod-pjsua2-ext", inDialogsName[] = "mod-pjsua2-ext-dialogs";

static pj_status_t onStop()
{
    dropSubscriptions();
    detachRequests();
    forgetDeferred();
    library.handler = NULL;
    return PJ_SUCCESS;
}

static pj_status_t onUnload()
{
    freeRequests();
    closeEventWait();
    forgetServerNames();
    forgetFlows();
    forgetWhoTakesTcp();
    dropTlsGuards();
    library.endpoint = NULL;
    return PJ_SUCCESS;
}

void Library::ensure()
{
    pjsip_endpoint *current = pjsua_get_pjsip_endpt();
    if (!current || pjsua_get_state() < PJSUA_STATE_INIT || pjsua_get_state() > PJSUA_STATE_RUNNING)
        PJSUA2_RAISE_ERROR3(PJ_EINVALIDOP, "pjsua2_ext", "library not running");
    if (pjsua_var.ua_cfg.thread_cnt != 0)
        PJSUA2_RAISE_ERROR3(PJ_EINVALIDOP, "pjsua2_ext", "needs uaConfig.threadCnt = 0");
    if (endpoint == current) {
        if (std::this_thread::get_id() != thread)
            PJSUA2_RAISE_ERROR3(PJ_EINVALIDOP, "pjsua2_ext", "called from another thread");
        return;
    }
    pj_bzero(&module, sizeof(module));
    module.name = pj_str(moduleName);
    module.id = -1;
    module.priority = PJSIP_MOD_PRIORITY_APPLICATION - 1;      // before pjsua's own handlers
    module.stop = &onStop;
    module.unload = &onUnload;
    module.on_rx_request = &handleRequest;
    PJSUA2_CHECK_EXPR(pjsip_endpt_register_module(current, &module));
    pj_bzero(&inDialogs, sizeof(inDialogs));
    inDialogs.name = pj_str(inDialogsName);
    inDialogs.id = -1;
    inDialogs.priority = PJSIP_MOD_PRIORITY_UA_PROXY_LAYER - 1;  // after the transactions, before the dialogs
    inDialogs.on_rx_request = &handleRequestInDialog;
    PJSUA2_CHECK_EXPR(pjsip_endpt_register_module(current, &inDialogs));
    endpoint = current;
    thread = std::this_thread::get_id();
}

} // namespace pj
