#include "core/export/messagejson.h"

#include "core/words/words.h"

namespace stanscope {

std::string argsJson(const Message& message)
{
    std::string list = "[";
    for (const Arg& arg : message.args) {
        if (list.size() > 1)
            list += ',';
        switch (arg.kind) {
        case Arg::Kind::Text:
            appendJsonText(list, arg.text);
            break;
        case Arg::Kind::Number:
        case Arg::Kind::Money:
            list += std::to_string(arg.number);
            break;
        case Arg::Kind::Message:
            appendJson(list, arg.message.empty() ? Message{} : arg.message.front());
            break;
        }
    }
    return list + ']';
}

void appendJson(std::string& out, const Message& message)
{
    JsonObject(out).text("code", toWord(message.code)).raw("args", argsJson(message)).finish();
}

void addMessage(JsonObject& json, std::string_view key, const Message& message)
{
    if (message.empty()) {
        json.null(key);
        return;
    }
    json.text(key, sourceText(message))
        .text("code", toWord(message.code))
        .raw("args", argsJson(message));
}

} // namespace stanscope
