#pragma once

#include "core/nats/connectionoptions.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

namespace stanscope {

/// The way to monitoring endpoints: no proxy, and for https the certificates that the connection
/// has been given.
class MonitoringNetwork : public QNetworkAccessManager
{
    Q_OBJECT

public:
    explicit MonitoringNetwork(QObject* parent = nullptr);

    /// Whom to trust, and who we are, besides what the system says. A file that cannot be read is
    /// said where it is used: nobody answers then.
    void setCertificates(const ConnectionOptions& connection);

protected:
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest& request,
                                 QIODevice* data) override;

private:
    QSslConfiguration m_ssl = QSslConfiguration::defaultConfiguration();
};

} // namespace stanscope
