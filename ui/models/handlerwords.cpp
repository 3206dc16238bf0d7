#include "ui/models/handlerwords.h"

#include <QCoreApplication>

namespace stanscope {

namespace {

struct OfHandlers
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::HandlerWords)
};

} // namespace

std::array<HandlerWords, wordsOf<Handler>.size()> handlerWords()
{
    return {{
        {OfHandlers::tr("naive"), OfHandlers::tr("apply whatever arrives")},
        {OfHandlers::tr("ordered"), OfHandlers::tr("apply a number only after the one before")},
        {OfHandlers::tr("inbox"), OfHandlers::tr("as ordered, and keep what comes early")},
    }};
}

QString toWords(Handler handler)
{
    return handlerWords().at(static_cast<std::size_t>(handler)).name;
}

} // namespace stanscope
