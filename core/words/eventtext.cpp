#include "core/words/eventtext.h"

#include "core/words/fieldtext.h"

#include <cstdio>

namespace stanscope {

std::string toText(const EventBody& body)
{
    return std::visit(
        []<typename Body>(const Body& one) {
            std::string line = codec::namedOf(one).text;
            // "name key=value …"; what is empty or 0 is left out.
            const auto add = [&](const auto& field) {
                if constexpr (requires { field.textName; }) {
                    const std::string text = *field.textName ? textOf(one.*field.member) : "";
                    if (!text.empty() && text != "0")
                        line += std::string(" ") + field.textName + '=' + text;
                }
            };
            std::apply([&](const auto&... field) { (add(field), ...); }, codec::Form<Body>::fields);
            return line;
        },
        body);
}

std::string toText(const Event& event)
{
    char time[32];
    std::snprintf(time, sizeof time, "%.3f ms ",
                  std::chrono::duration<double, std::milli>(event.time).count());
    return time + toText(event.body);
}

} // namespace stanscope
