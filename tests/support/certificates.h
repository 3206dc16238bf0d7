#pragma once

#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace stanscope::test {

/// A CA, and one certificate for localhost that server and client share, made by openssl in
/// `folder`: ca.pem, node.pem, node.key. False where openssl is missing.
inline bool makeCertificates(const QString& folder)
{
    const auto openssl = [&folder](const QString& arguments) {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(QStringLiteral("openssl"), arguments.split(u' '));
        return process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0;
    };
    QFile names(folder + QStringLiteral("/names"));
    if (!names.open(QIODevice::WriteOnly)
        || names.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n") < 0)
        return false;
    names.close();
    return openssl(QStringLiteral(
               "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=ca"))
        && openssl(QStringLiteral(
            "req -newkey rsa:2048 -nodes -keyout node.key -out node.csr -subj /CN=localhost"))
        && openssl(QStringLiteral("x509 -req -in node.csr -CA ca.pem -CAkey ca.key -CAcreateserial "
                                  "-out node.pem -days 2 -extfile names"));
}

} // namespace stanscope::test
