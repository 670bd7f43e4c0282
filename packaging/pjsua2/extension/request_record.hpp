/* One request outside dialogs, from its sending to its final answer. */
#ifndef REQUEST_RECORD_HPP
#define REQUEST_RECORD_HPP

#include "library.hpp"

namespace pj
{

struct RequestRecord
{
    OutRequest          *owner;         // NULL once the application has dropped it
    pj_pool_t           *pool;
    pjsip_auth_clt_sess  auth;
    bool                 isAnswered;
    unsigned             challenges;
    std::string          identity;      // empty: the library's own Call-ID, tag and branches

    RequestRecord(OutRequest *owner, pjsua_acc *account, const std::string &identity);
    ~RequestRecord();

    /** Consumes tdata; the response may come before this returns. False if it never will: the
     *  record is then still there. */
    bool transmit(pjsip_tx_data *tdata, pj_status_t &status);
    void setIdentity(pjsip_tx_data *tdata);
    void detach();
    void finish(int code, const std::string &reason, const std::string &head, const std::string &body);

private:
    void setBranch(pjsip_tx_data *tdata);
    bool answerChallenge(pjsip_transaction *tsx, pjsip_rx_data *rdata);
    static void onResponse(void *token, pjsip_event *event);
};

} // namespace pj
#endif
