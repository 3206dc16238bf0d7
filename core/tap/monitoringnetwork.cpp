#include "core/tap/monitoringnetwork.h"

#include <QFile>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

QSslKey keyIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray pem = file.readAll();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec})
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    return {};
}

} // namespace

MonitoringNetwork::MonitoringNetwork(QObject* parent)
    : QNetworkAccessManager(parent)
{
    setProxy(QNetworkProxy::NoProxy); // the broker is near, and proxies cache
}

void MonitoringNetwork::setCertificates(const ConnectionOptions& connection)
{
    m_ssl = QSslConfiguration::defaultConfiguration();
    if (!connection.tlsCa.empty()) {
        QList<QSslCertificate> trusted = m_ssl.caCertificates();
        trusted += QSslCertificate::fromPath(QString::fromStdString(connection.tlsCa));
        m_ssl.setCaCertificates(trusted);
    }
    if (connection.tlsCert.empty())
        return;
    const auto chain = QSslCertificate::fromPath(QString::fromStdString(connection.tlsCert));
    if (chain.isEmpty())
        return;
    m_ssl.setLocalCertificateChain(chain);
    m_ssl.setPrivateKey(keyIn(QString::fromStdString(connection.tlsKey)));
}

QNetworkReply* MonitoringNetwork::createRequest(Operation operation, const QNetworkRequest& request,
                                                QIODevice* data)
{
    if (request.url().scheme() != u"https"_s)
        return QNetworkAccessManager::createRequest(operation, request, data);
    QNetworkRequest secured = request;
    secured.setSslConfiguration(m_ssl);
    return QNetworkAccessManager::createRequest(operation, secured, data);
}

} // namespace stanscope
