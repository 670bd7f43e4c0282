// SWIG fragment, included after pjsua2.i
%{
#include "pjsua2_ext.hpp"
%}
%feature("director") pj::EventSubscription;
%feature("director") pj::OutRequest;
%feature("director") pj::RequestHandler;
%nocopyctor pj::EventSubscription;
%nocopyctor pj::OutRequest;
%nocopyctor pj::RequestHandler;
%template(StringToDoubleMap) std::map<std::string, double>;

#ifdef SWIGPYTHON
// The one callback here that returns a value: what it raises, or a value that is no int, becomes a C++ exception,
// which handleRequest() catches. pjproject's own rule would go on with a result that is not there, and crash.
%feature("director:except") pj::RequestHandler::onRequest {
    if ($error != NULL) {
        PyErr_Print();
        throw std::runtime_error("onRequest() raised");
    }
}
%typemap(directorout) int pj::RequestHandler::onRequest %{
    $result = (int)PyLong_AsLong($input);
    if (PyErr_Occurred()) {
        PyErr_Print();
        throw std::runtime_error("onRequest() returned no int");
    }
%}

// Octets: bytes out; bytes or str (as UTF-8) in
%typemap(in) const pj::Octets & (std::string tmp) {
    char *p; Py_ssize_t n;
    if (PyBytes_Check($input)) { PyBytes_AsStringAndSize($input, &p, &n); tmp.assign(p, n); }
    else if (PyUnicode_Check($input)) {
        const char *u = PyUnicode_AsUTF8AndSize($input, &n);
        if (!u) SWIG_fail;
        tmp.assign(u, n);
    } else SWIG_exception_fail(SWIG_TypeError, "bytes or str expected");
    $1 = &tmp;
}
%typemap(typecheck, precedence=SWIG_TYPECHECK_STRING) const pj::Octets & {
    $1 = PyBytes_Check($input) || PyUnicode_Check($input);
}
%typemap(freearg) const pj::Octets & ""
%typemap(directorin) const pj::Octets & %{ $input = PyBytes_FromStringAndSize($1.data(), $1.size()); %}
%typemap(in) pj::Octets body = const pj::Octets &;
%typemap(memberin) pj::Octets body %{ $1 = *$input; %}
%typemap(in) pj::Octets *body (std::string tmp) {
    char *p; Py_ssize_t n;
    if (PyBytes_Check($input)) { PyBytes_AsStringAndSize($input, &p, &n); tmp.assign(p, n); }
    else if (PyUnicode_Check($input)) {
        const char *u = PyUnicode_AsUTF8AndSize($input, &n);
        if (!u) SWIG_fail;
        tmp.assign(u, n);
    } else SWIG_exception_fail(SWIG_TypeError, "bytes or str expected");
    $1 = &tmp;
}
%typemap(out) pj::Octets *body %{ $result = PyBytes_FromStringAndSize($1->data(), $1->size()); %}
// a drained trace is one list of tuples: one call, no proxies
%typemap(out) pj::SipTraceBatch {
    const pj::SipTraceBatch &v = $1;
    $result = PyList_New(v.size());
    for (size_t i = 0; i < v.size(); ++i)
        PyList_SET_ITEM($result, i, Py_BuildValue("(dOsssy#)", v[i].time, v[i].sent ? Py_True : Py_False,
            v[i].transport.c_str(), v[i].local.c_str(), v[i].remote.c_str(),
            v[i].text.data(), (Py_ssize_t)v[i].text.size()));
}
%ignore pj::SipTraceEntry;
#endif

%ignore pj::SubscriptionRecord;
%ignore pj::RequestRecord;
%include "pjsua2_ext.hpp"

// A traceback that ends in an Error says what went wrong.
%extend pj::Error {
    std::string __str__() { return self->info(); }
}
