#include "core/export/messagejson.h"

#include "core/words/words.h"

namespace stanscope {

void addCode(JsonWriter& json, const Message& message)
{
    json.text("code", toWord(message.code)).list("args");
    for (const Arg& arg : message.args) {
        switch (arg.kind) {
        case Arg::Kind::Text:
            json.textItem(arg.text);
            break;
        case Arg::Kind::Number:
        case Arg::Kind::Money:
            json.rawItem(std::to_string(arg.number));
            break;
        case Arg::Kind::Message:
            json.object();
            addCode(json, arg.message.empty() ? Message{} : arg.message.front());
            json.end();
            break;
        }
    }
    json.end();
}

void addMessage(JsonWriter& json, std::string_view key, const Message& message)
{
    if (message.empty()) {
        json.null(key);
        return;
    }
    json.text(key, sourceText(message));
    addCode(json, message);
}

} // namespace stanscope
