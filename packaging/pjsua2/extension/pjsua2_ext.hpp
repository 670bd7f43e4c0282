/*
 * Additions to pjsua2: generic event subscriptions, authenticated requests outside dialogs,
 * answering of such requests, a SIP trace, figures for a status page, and what an event loop
 * needs that sleeps until something is due.
 *
 * Threading: everything here is meant for uaConfig.threadCnt = 0.  All callbacks run inside
 * Endpoint.libHandleEvents() (or libDestroy()), on the thread that calls it.  A call from
 * another thread, or with worker threads configured, raises pj.Error.
 *
 * Lifetime: each object only holds a pointer to a record inside the library and may be dropped
 * at any time, in its own callback, before or after libDestroy().  Callbacks get plain values
 * (str, bytes, int), never references into a message, so keeping them is safe.  An exception
 * in a callback is printed and goes no further.
 */
#ifndef PJSUA2_EXT_HPP
#define PJSUA2_EXT_HPP

#include <map>
#include <string>
#include <vector>
#include <pjsua2.hpp>

namespace pj
{

/** Bytes: str or bytes going in from Python, bytes coming out. */
typedef std::string Octets;

/** What to subscribe to, and how. */
struct EventSubscriptionConfig
{
    int          accountId;     ///< Account.getId(): identity, credentials, route set, transport
    std::string  target;        ///< the resource, e.g. "sip:1001@pbx"
    std::string  event;         ///< event package, e.g. "dialog"
    std::string  eventParams;   ///< e.g. "sla" or "include-session-description;x=y"
    StringVector accept;        ///< Accept media types; the package's default when empty
    unsigned     expires;       ///< seconds asked for; 0 fetches the state once
    SipHeaderVector headers;    ///< added to each SUBSCRIBE, e.g. Supported: eventlist
    std::string  contentType;   ///< of the SUBSCRIBE's body, if it has one (filters, RFC 4660)
    Octets       body;
    bool         autoRetry;     ///< re-create after loss as RFC 6665 4.1.3 / 4.4.1 say
    unsigned     retryMinMs;    ///< first delay after a failure; doubles with each failure
    unsigned     retryMaxMs;    ///< longest delay, also caps a server's Retry-After
    bool         eventId;       ///< send a unique Event;id=, as RFC 3265 phones did

    EventSubscriptionConfig()
    : accountId(-1), expires(3600), autoRetry(true), retryMinMs(1000), retryMaxMs(600000), eventId(false) {}
};

/** States given to EventSubscription::onState(). 0 to 6 are pjsip_evsub_state. */
enum EventSubscriptionState
{
    EVSUB_NULL, EVSUB_SENT, EVSUB_ACCEPTED, EVSUB_PENDING, EVSUB_ACTIVE,
    EVSUB_TERMINATED,           ///< the end: nothing more happens until create() is called again
    EVSUB_UNKNOWN,              ///< a Subscription-State the RFC does not know
    EVSUB_RETRYING              ///< lost, and will be created anew in delayMs
};

struct SubscriptionRecord;      // the subscription inside the library
struct RequestRecord;           // the request inside the library

/** One subscription (subscriber side) to any event package. */
class EventSubscription
{
public:
    EventSubscription();
    /** Unsubscribes in the background if still subscribed. */
    virtual ~EventSubscription();

    /** Sends SUBSCRIBE. Failures after the first send arrive by onState(), not as errors. */
    void create(const EventSubscriptionConfig &cfg) PJSUA2_THROW(Error);
    /** Sends a refresh now; while RETRYING, retries now. */
    void refresh() PJSUA2_THROW(Error);
    /** Forgets the dialog without a word to the server and subscribes anew (address changed). */
    void restart() PJSUA2_THROW(Error);
    /** Ends the subscription; onState(TERMINATED) follows. */
    void unsubscribe();

    int         getState() const;
    bool        isActive() const;           ///< there is, or will be, a subscription
    int         getExpires() const;         ///< interval in force, seconds
    std::string getCallId() const;

    /**
     * The state changed. code: SIP status of the SUBSCRIBE's response, or 0 when a NOTIFY or
     * a timer caused the change. reason: reason phrase or Subscription-State reason.
     * delayMs: for RETRYING, when; otherwise -1.
     */
    virtual void onState(int state, int code, const std::string &reason, int expires, int delayMs) {}

    /**
     * A NOTIFY came (already counted as answered with 200). contentType: with parameters;
     * headers: everything from the request line to the last header line, as received.
     * subState / reason / expires / retryAfter: parsed Subscription-State (-1 = absent).
     */
    virtual void onNotify(const std::string &contentType, const Octets &body, const std::string &headers,
                          const std::string &subState, const std::string &reason, int expires, int retryAfter) {}

    /** Subscriptions alive in the library, including those unsubscribing in the background. */
    static unsigned count();

private:
    friend struct SubscriptionRecord;
    EventSubscription(const EventSubscription&);
    SubscriptionRecord *record;
};

/** One out-of-dialog request with digest authentication: PUBLISH, OPTIONS, NOTIFY, MESSAGE ... */
class OutRequest
{
public:
    OutRequest();
    virtual ~OutRequest();

    /** contact: add the account's Contact. May be used again after onResponse(). */
    void send(int accountId, const std::string &method, const std::string &target,
              const SipHeaderVector &headers, const std::string &contentType, const Octets &body,
              bool contact = false) PJSUA2_THROW(Error);
    bool isPending() const;

    /**
     * Before send(): Call-ID, CSeq, From tag and branches follow from this text of letters and digits, so that servers
     * take the same request again, also from a later life of the program, for a repetition of the first one.
     */
    void identify(const std::string &identity);

    /** The final response. code 408/503 are also made locally (timeout, no transport). */
    virtual void onResponse(int code, const std::string &reason, const std::string &headers,
                            const std::string &contentType, const Octets &body) {}
private:
    friend struct RequestRecord;
    OutRequest(const OutRequest&);
    RequestRecord *record;
    std::string    identity;
};

/** Sees out-of-dialog requests (not INVITE, ACK, CANCEL), and MESSAGE in any dialog, before pjsua does. One at a time. */
class RequestHandler
{
public:
    RequestHandler();
    virtual ~RequestHandler();
    /** Starts handling; a handler made earlier no longer sees anything. */
    void start() PJSUA2_THROW(Error);
    void stop();

    /**
     * Returns the status code to answer with, or 0 to leave the request to pjsua.
     * accountId: the account pjsua finds for it. Answer parts: reply().
     */
    virtual int onRequest(const std::string &method, const std::string &source, int accountId,
                          const std::string &headers, const std::string &contentType, const Octets &body) { return 0; }

    /** Inside onRequest(): what the response carries. */
    void reply(const SipHeaderVector &headers, const std::string &contentType, const Octets &body);

    /** Inside onRequest(): answer() is to answer, what onRequest() returns is not looked at. Repetitions are not shown
     *  meanwhile. Returns the number for answer(); it is never 0. */
    unsigned long defer();
    /** Answers a deferred request. False: nobody waits for that any more. */
    static bool answer(unsigned long number, int code) PJSUA2_THROW(Error);

private:
    RequestHandler(const RequestHandler&);
    friend pj_bool_t handleRequest(pjsip_rx_data*);
    unsigned long   deferredAs;
    SipHeaderVector replyHeaders;
    std::string     replyType;
    Octets          replyBody;
};

/** One traced message. */
struct SipTraceEntry
{
    double      time;           ///< seconds since the epoch
    bool        sent;
    std::string transport, local, remote;
    Octets      text;           ///< as on the wire
};
typedef std::vector<SipTraceEntry> SipTraceBatch;

/** Copies of every message sent and received, kept in a bounded lock-free queue. */
class SipTrace
{
public:
    /** Starts; limitBytes bounds what is kept between two drains (newest are dropped). */
    static void start(unsigned limitBytes = 8*1024*1024) PJSUA2_THROW(Error);
    static void stop();
    /** Takes everything queued, oldest first: [(time, sent, transport, local, remote, bytes)].
     *  Works after libDestroy() too; start() on a new library discards what is left. */
    static SipTraceBatch drain();
    /** Messages not kept since start. */
    static unsigned long dropped();
};

/** RTCP-XR and stream figures of a call's audio, as name -> value; empty without a stream.
 *  Loss and discard rates are of 256; an R factor or MOS of 127 is unknown (pjmedia computes none). */
std::map<std::string, double> callXrStat(int callId, int mediaIdx = 0) PJSUA2_THROW(Error);

/** How the SRTP keys of a call's stream were agreed in SDP: "sdes" or "dtls"; empty when they were not. */
std::string callKeying(int callId, int mediaIdx = 0) PJSUA2_THROW(Error);

/** SIP transactions and dialogs alive, pools, calls: for tests and a status page. */
std::map<std::string, double> sipResources();

/**
 * From now on requests to this name, port (0: none given) and transport ("udp", "tcp", "tls") go to that address and
 * port, and a TLS certificate is still asked for the name.  Names that nothing was said of are resolved by pjsip.
 */
void setServerAddress(const std::string &name, int port, const std::string &transport, const std::string &address,
                      int addressPort) PJSUA2_THROW(Error);
void forgetServerAddress(const std::string &name, int port, const std::string &transport) PJSUA2_THROW(Error);

/** Requests to that address and port that do not fit into a datagram go by TCP from now on, or by UDP again, as before. */
void setTakesTcp(const std::string &address, int port, bool takes) PJSUA2_THROW(Error);

/** Uses the TCP connections to there no more that have come up since setTakesTcp() was called first: our address on them
 *  is gone. */
void dropConnections(const std::string &address, int port) PJSUA2_THROW(Error);

/** Sends bytes that are no message on the TCP or TLS connection that the account registered over last.
 *  False: there is no such connection any more. */
bool sendOnFlow(int accountId, const Octets &data) PJSUA2_THROW(Error);

/** Uses that connection no more: our address on it is gone, or nobody answers on it any more though nothing tells so.
 *  It is told as down; what waits for an answer on it fails.  False: there is no such connection. */
bool dropFlow(int accountId) PJSUA2_THROW(Error);

/** How often newlines came on that connection, as pongs do (RFC 5626 section 3.5.1); -1: there is none. Counted from
 *  the first call of this or of sendOnFlow() on. */
long newlinesOnFlow(int accountId) PJSUA2_THROW(Error);

/**
 * A descriptor for poll(), select() or epoll that is readable while libHandleEvents() has work:
 * a packet, a job another thread left, an earlier timer.  Valid until libDestroy().
 * (Endpoint.libGetSipIoqueueHandle() is the address of PJSIP's own descriptor and knows
 * nothing of jobs and timers.)
 */
int sipEventFd() PJSUA2_THROW(Error);

/**
 * Milliseconds until libHandleEvents() must be called even if nothing arrives; 0: now;
 * -1: no timer is set.  Ask right before each wait.
 */
int sipNextTimerMs() PJSUA2_THROW(Error);

/**
 * Lets a connection of this TLS transport live only when the certificate that the server shows has one of these SHA-256
 * fingerprints (of the DER form, 64 lower-case hex digits), or, unless `onlyThese`, when it passed all checks.  Any other
 * connection is told as DISCONNECTED with PJSIP_TLS_ECERTVERIF, and nothing is sent on it.  A transport with
 * fingerprints is to be made with verifyServer off; guard each one before an account uses it.
 */
void guardTls(int transportId, const StringVector &fingerprints, bool onlyThese) PJSUA2_THROW(Error);

} // namespace pj
#endif
