#include "app/usageerror.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stanscope {

Error usageError(QString text)
{
    // Values stand in quotes, so that they end where the next one begins.
    static const QRegularExpression userInfo(QStringLiteral("://[^\"]*@"));
    static const QRegularExpression query(QStringLiteral("(://[^\"?]*)\\?[^\"]*"));
    text.replace(userInfo, QStringLiteral("://"));
    text.replace(query, QStringLiteral("\\1"));
    return {text.toStdString(),
            QCoreApplication::translate("Errors", "See stanscope --help.").toStdString()};
}

} // namespace stanscope
