/* Limits and features of our pjproject build; copied to pjlib/include/pj/config_site.h.
 *
 * Every limit here is static memory or the size of a hash table and costs next to nothing at
 * run time. PJSIP_MAX_PKT_LEN is address space per message in flight: only the pages written
 * to count.
 */

/* Calls, accounts, conference bridge */
#define PJSUA_MAX_CALLS                 64
#define PJSUA_MAX_ACC                   16
#define PJSUA_MAX_BUDDIES               4096
#define PJSUA_MAX_PLAYERS               64
#define PJSUA_MAX_RECORDERS             64
#define PJSUA_MAX_CONF_PORTS            512

/* SIP: a list's full state takes 0.5 kB per resource; a Refer-To carries an escaped Replaces;
 * 1024 bytes lose an SDP with SRTP and many codecs. */
#define PJSUA2_MAX_SDP_BUF_LEN          8192
#define PJSIP_MAX_PKT_LEN               65000
#define PJSIP_MAX_URL_SIZE              1024
#define PJSIP_MAX_TSX_COUNT             16383   /* buckets, not a limit */
#define PJSIP_MAX_DIALOG_COUNT          4095    /* buckets, not a limit */
#define PJSIP_MAX_NET_EVENTS            16      /* packets handled in one poll */
#define PJSIP_UDP_SO_RCVBUF_SIZE        1048576 /* the kernel caps it at net.core.rmem_max */
#define PJ_IOQUEUE_MAX_HANDLES          1024

/* A server may be reached by IPv6 only, or by both. */
#define PJ_HAS_IPV6                     1
/* Own addresses are those of the interfaces. The library would ask the DNS for the machine's own name in each call, in
 * both families, and stand still as long as there is no answer. */
#define PJ_GETHOSTIP_DISABLE_LOCAL_RESOLUTION 1

/* A phone keeps its connection to the PBX open and is reached through it (RFC 5626): nobody else needs to
 * connect to it, so TCP and TLS open no port. */
#define PJSIP_TCP_TRANSPORT_DONT_CREATE_LISTENER 1
#define PJSIP_TLS_TRANSPORT_DONT_CREATE_LISTENER 1

/* TLS: the library's default is 1.0 to 1.2, without 1.3 */
#define PJSIP_SSL_DEFAULT_PROTO         (PJ_SSL_SOCK_PROTO_TLS1_2 | PJ_SSL_SOCK_PROTO_TLS1_3)

/* Media */
#define PJMEDIA_HAS_VIDEO               0
#define PJMEDIA_HAS_RTCP_XR             1
#define PJMEDIA_STREAM_ENABLE_XR        1
#define PJMEDIA_SRTP_HAS_DTLS           1
#define PJMEDIA_SRTP_HAS_AES_GCM_128    1
#define PJMEDIA_SRTP_HAS_AES_GCM_256    1
#define PJMEDIA_HAS_ILBC_CODEC          0
#define PJMEDIA_HAS_G7221_CODEC         0
#define PJMEDIA_HAS_L16_CODEC           0

/* Debian builds libsrtp on NSS; pjmedia asks for the names of the OpenSSL flavour, which are
 * then missing only when the module is imported. */
#define srtp_aes_gcm_256_openssl        srtp_aes_gcm_256
#define srtp_aes_gcm_128_openssl        srtp_aes_gcm_128
