#include "core/nats/natsoptions.h"

#include "core/nats/nkeyseed.h"
#include "core/util/errortext.h"

#include <QByteArray>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace stanscope {

namespace {

std::vector<std::string> splitUrls(const std::string& list)
{
    std::vector<std::string> urls;
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t comma = std::min(list.find(',', from), list.size());
        const std::size_t first = list.find_first_not_of(' ', from);
        const std::size_t last = list.find_last_not_of(' ', comma == 0 ? 0 : comma - 1);
        if (first < comma && last != std::string::npos && last >= first)
            urls.push_back(list.substr(first, last - first + 1));
        from = comma + 1;
    }
    return urls;
}

/// Applies one option after the other; the first failure stays.
class Setter
{
public:
    explicit Setter(natsOptions* options)
        : m_options(options)
    {
    }

    /// `text` has a place for why, and one for `what` behind it.
    void add(const char* text, natsStatus status, const std::string& what = {})
    {
        if (!m_error && status != NATS_OK)
            m_error = Error{errorText(text, std::string(natsStatus_GetText(status)), what),
                            errorText(QT_TRANSLATE_NOOP("Errors", "Check it."))};
    }
    void fail(const Error& error)
    {
        if (!m_error)
            m_error = error;
    }

    void addServers(const std::string& list)
    {
        std::vector<std::string> urls = splitUrls(list);
        if (urls.size() == 1)
            addUserInfo(urls.front());
        std::vector<const char*> servers;
        for (const std::string& url : urls)
            servers.push_back(url.c_str());
        const auto count = static_cast<int>(servers.size());
        add(QT_TRANSLATE_NOOP("Errors", "The URL \"%2\" cannot be used: %1."),
            count == 0 ? NATS_ADDRESS_MISSING
                       : natsOptions_SetServers(m_options, servers.data(), count),
            withoutSecrets(list));
        add(QT_TRANSLATE_NOOP("Errors", "The URL list cannot be used: %1."),
            natsOptions_SetNoRandomize(m_options, true));
    }

    /// The library takes what is in a URL as it stands; other clients decode it.
    void addUserInfo(std::string& url)
    {
        const std::size_t at = url.rfind('@');
        const std::size_t scheme = url.find("://");
        const std::size_t from = scheme == std::string::npos ? 0 : scheme + 3;
        if (at == std::string::npos || url.find('%', from) > at)
            return;
        const auto decoded = [](const std::string& text) {
            return QByteArray::fromPercentEncoding(QByteArray::fromStdString(text)).toStdString();
        };
        const std::string info = url.substr(from, at - from);
        const std::size_t colon = info.find(':');
        if (colon == std::string::npos)
            add(QT_TRANSLATE_NOOP("Errors", "The token cannot be used: %1."),
                natsOptions_SetToken(m_options, decoded(info).c_str()));
        else
            add(QT_TRANSLATE_NOOP("Errors", "The user cannot be used: %1."),
                natsOptions_SetUserInfo(m_options, decoded(info.substr(0, colon)).c_str(),
                                        decoded(info.substr(colon + 1)).c_str()));
        url.erase(from, at + 1 - from);
    }

    void addCredentials(const ConnectionOptions& from)
    {
        if (!from.user.empty())
            add(QT_TRANSLATE_NOOP("Errors", "The user cannot be used: %1."),
                natsOptions_SetUserInfo(m_options, from.user.c_str(), from.password.c_str()));
        if (!from.token.empty())
            add(QT_TRANSLATE_NOOP("Errors", "The token cannot be used: %1."),
                natsOptions_SetToken(m_options, from.token.c_str()));
        if (!from.credsFile.empty())
            add(QT_TRANSLATE_NOOP("Errors", "The credentials file %2 cannot be used: %1."),
                natsOptions_SetUserCredentialsFromFiles(m_options, from.credsFile.c_str(), nullptr),
                from.credsFile);
        if (from.nkeyFile.empty())
            return;
        const auto key = publicKeyOfSeedFile(from.nkeyFile);
        if (key)
            add(QT_TRANSLATE_NOOP("Errors", "The nkey file %2 cannot be used: %1."),
                natsOptions_SetNKeyFromSeed(m_options, key->c_str(), from.nkeyFile.c_str()),
                from.nkeyFile);
        else
            fail(key.error());
    }

    void addTls(const ConnectionOptions& from)
    {
        if (!from.usesTls())
            return;
        add(QT_TRANSLATE_NOOP("Errors", "The TLS library cannot be used: %1."),
            natsOptions_SetSecure(m_options, true));
        if (!from.tlsCa.empty())
            add(QT_TRANSLATE_NOOP("Errors", "The CA file %2 cannot be used: %1."),
                natsOptions_LoadCATrustedCertificates(m_options, from.tlsCa.c_str()), from.tlsCa);
        if (from.tlsCert.empty() != from.tlsKey.empty())
            fail({errorText(QT_TRANSLATE_NOOP(
                      "Errors", "A client certificate needs its key, and a key its certificate.")),
                  errorText(QT_TRANSLATE_NOOP("Errors", "Give both files, or none."))});
        else if (!from.tlsCert.empty())
            add(QT_TRANSLATE_NOOP("Errors", "The certificate %2 with its key cannot be used: %1."),
                natsOptions_LoadCertificatesChain(m_options, from.tlsCert.c_str(),
                                                  from.tlsKey.c_str()),
                from.tlsCert);
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    natsOptions* m_options;
    std::optional<Error> m_error;
};

/// cnats says where in its sources first.
std::string lastDetail()
{
    const char* text = nats_GetLastError(nullptr);
    const std::string detail =
        text && *text ? text : errorText(QT_TRANSLATE_NOOP("Errors", "no details"));
    const std::size_t place = detail.starts_with('(') ? detail.find("): ") : std::string::npos;
    return place == std::string::npos ? detail : detail.substr(place + 3);
}

std::string refusedRemedy(const ConnectionOptions& connection)
{
    if (!connection.credsFile.empty())
        return errorText(QT_TRANSLATE_NOOP(
            "Errors",
            "Check the credentials file: it may have expired, or be of another account."));
    if (!connection.nkeyFile.empty())
        return errorText(QT_TRANSLATE_NOOP("Errors", "Check that the server knows this nkey."));
    if (!connection.token.empty())
        return errorText(QT_TRANSLATE_NOOP("Errors", "Check the token."));
    const std::size_t at = connection.url.rfind('@');
    const bool isInUrl = at != std::string::npos;
    if (isInUrl && connection.url.rfind(':', at) < connection.url.find("://") + 3)
        return errorText(QT_TRANSLATE_NOOP("Errors", "Check the token."));
    if (!connection.user.empty() || isInUrl)
        return errorText(QT_TRANSLATE_NOOP("Errors", "Check user and password."));
    return errorText(QT_TRANSLATE_NOOP(
        "Errors",
        "It wants credentials: a user and password, a token, a credentials file or an nkey."));
}

} // namespace

NatsOptions::NatsOptions(NatsOptions&& other) noexcept
    : m_options(std::exchange(other.m_options, nullptr))
{
}

NatsOptions& NatsOptions::operator=(NatsOptions&& other) noexcept
{
    std::swap(m_options, other.m_options);
    return *this;
}

NatsOptions::~NatsOptions()
{
    natsOptions_Destroy(m_options);
}

Result<NatsOptions> NatsOptions::create(const ConnectionOptions& connection, const char* name)
{
    NatsOptions made;
    if (natsOptions_Create(&made.m_options) != NATS_OK)
        return Error{errorText(QT_TRANSLATE_NOOP("Errors", "There is no memory for a connection.")),
                     errorText(QT_TRANSLATE_NOOP("Errors", "Close other programs."))};
    Setter setter(made.m_options);
    setter.addServers(connection.url);
    setter.addCredentials(connection);
    setter.addTls(connection);
    setter.add(QT_TRANSLATE_NOOP("Errors", "The name cannot be used: %1."),
               natsOptions_SetName(made.m_options, name));
    setter.add(QT_TRANSLATE_NOOP("Errors", "The time limit cannot be used: %1."),
               natsOptions_SetTimeout(made.m_options, natsConnectTimeoutMs));
    if (setter.error())
        return *setter.error();
    return made;
}

Error connectError(const ConnectionOptions& connection, natsStatus status)
{
    const std::string where = withoutSecrets(connection.url);
    // Compared as ints: cnats has dozens of statuses, and these are the ones of a connect.
    switch (static_cast<int>(status)) {
    case NATS_CONNECTION_AUTH_FAILED:
        return {errorText(QT_TRANSLATE_NOOP(
                              "Errors",
                              "The server at %1 refuses the connection: authorization violation."),
                          where),
                refusedRemedy(connection)};
    case NATS_NO_SERVER:
        return {errorText(QT_TRANSLATE_NOOP("Errors", "No server answers at %1."), where),
                errorText(
                    QT_TRANSLATE_NOOP("Errors", "Check host and port, and that the broker runs.")),
                Error::Kind::Transient};
    case NATS_TIMEOUT:
        return {errorText(QT_TRANSLATE_NOOP("Errors", "The server at %1 does not answer in time."),
                          where),
                errorText(QT_TRANSLATE_NOOP(
                    "Errors", "Check that it is a NATS port, and that the broker is not paused.")),
                Error::Kind::Transient};
    case NATS_SECURE_CONNECTION_REQUIRED:
        return {
            errorText(QT_TRANSLATE_NOOP("Errors", "The server at %1 wants TLS."), where),
            errorText(QT_TRANSLATE_NOOP(
                "Errors",
                "Write tls:// in the URL, and name the CA's file unless the system knows it."))};
    case NATS_SECURE_CONNECTION_WANTED:
        return {
            errorText(QT_TRANSLATE_NOOP("Errors", "The server at %1 does not speak TLS."), where),
            errorText(QT_TRANSLATE_NOOP(
                "Errors", "Write nats:// in the URL, and name no certificate files."))};
    case NATS_SSL_ERROR:
        return {errorText(QT_TRANSLATE_NOOP("Errors", "TLS with the server at %1 failed: %2."),
                          where, lastDetail()),
                errorText(QT_TRANSLATE_NOOP(
                    "Errors",
                    "Check the CA's file, the host name in the server's certificate, and the "
                    "client certificate if the server wants one."))};
    case NATS_PROTOCOL_ERROR:
    case NATS_IO_ERROR:
    case NATS_CONNECTION_CLOSED:
        return {errorText(QT_TRANSLATE_NOOP(
                              "Errors", "The server at %1 ended the connection while it was made."),
                          where),
                connection.usesTls()
                    ? errorText(QT_TRANSLATE_NOOP(
                        "Errors", "It may want a client certificate: name certificate and key."))
                    : errorText(QT_TRANSLATE_NOOP("Errors", "Check that it is a NATS port."))};
    case NATS_ADDRESS_MISSING:
    case NATS_INVALID_ARG:
        return {
            errorText(QT_TRANSLATE_NOOP("Errors", "\"%1\" is no URL of a NATS server."), where),
            errorText(QT_TRANSLATE_NOOP("Errors", "Write nats://host:port or tls://host:port."))};
    default:
        return {errorText(QT_TRANSLATE_NOOP("Errors", "Cannot connect to the server at %1: %2."),
                          where, std::string(natsStatus_GetText(status))),
                errorText(QT_TRANSLATE_NOOP("Errors",
                                            "Check the URL and the options of the connection."))};
    }
}

} // namespace stanscope
