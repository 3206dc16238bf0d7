#pragma once

#include "core/storage/auditreader.h"

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QString>
#include <QTest>

#include <string>

// What tests read to compare it. A read that fails fails the test, at the line that asked: what is
// handed back then is empty, and must not be taken for an answer.
namespace stanscope::test {

/// As std::source_location, which clang 14 does not have.
class Caller
{
public:
    static constexpr Caller current(const char* file = __builtin_FILE(),
                                    int line = __builtin_LINE())
    {
        return {file, line};
    }
    constexpr const char* file() const { return m_file; }
    constexpr int line() const { return m_line; }

private:
    constexpr Caller(const char* file, int line)
        : m_file(file)
        , m_line(line)
    {
    }

    const char* m_file;
    int m_line;
};

inline void failAt(const Caller& caller, const QString& why)
{
    QTest::qFail(qPrintable(why), caller.file(), caller.line());
}

inline QByteArray bytesOf(const QString& path, const Caller& caller = Caller::current())
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        failAt(caller, path + QStringLiteral(" cannot be read: ") + file.errorString());
        return {};
    }
    return file.readAll();
}

inline QJsonObject jsonOf(const QByteArray& text, const Caller& caller = Caller::current())
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (!document.isObject())
        failAt(caller,
               QStringLiteral("no JSON object (%1): %2")
                   .arg(error.errorString(), QString::fromUtf8(text.left(200))));
    return document.object();
}

inline QJsonObject jsonIn(const QString& path, const Caller& caller = Caller::current())
{
    return jsonOf(bytesOf(path, caller), caller);
}

/// What a monitoring endpoint answers within `patience` ms. That there is no such channel or client
/// is an answer too: an empty object.
inline QJsonObject answerOf(QNetworkReply& reply, int patience,
                            const Caller& caller = Caller::current())
{
    const bool came = QTest::qWaitFor([&] { return reply.isFinished(); }, patience);
    if (came && reply.error() == QNetworkReply::ContentNotFoundError)
        return {};
    if (!came || reply.error() != QNetworkReply::NoError) {
        failAt(caller,
               reply.url().toString() + QStringLiteral(" did not answer: ")
                   + (came ? reply.errorString() : QStringLiteral("too late")));
        return {};
    }
    return jsonOf(reply.readAll(), caller);
}

/// Both databases. One that is only busy is read again.
inline DatabaseSnapshot databasesIn(const QString& accounts, const QString& transactions,
                                    const Caller& caller = Caller::current())
{
    constexpr int patience = 10'000; // ms; reached only when something is wrong
    Result<DatabaseSnapshot> read = DatabaseSnapshot{};
    const auto isOver = [&] {
        read = readDatabases(accounts.toStdString(), transactions.toStdString());
        return read.ok() || read.error().kind == Error::Kind::Persistent;
    };
    const bool over = QTest::qWaitFor(isOver, patience);
    if (!over || !read) {
        failAt(caller,
               QStringLiteral("the databases cannot be read: ")
                   + QString::fromStdString(read.error().text));
        return {};
    }
    return *read;
}

} // namespace stanscope::test
