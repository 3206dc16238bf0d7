#include <stanscope/testkit/values.h>

namespace stanscope::testkit {

std::string Failure::text() const
{
    std::string text = file + ':' + std::to_string(line) + ": " + what
        + (why.empty() ? "" : ": " + why) + "\n  state: " + state + "\n  the last events:\n";
    for (const std::string& event : lastEvents)
        text += "    " + event + '\n';
    return text
        + (recording.empty() ? "  no recording could be written"
                             : "  recording: " + recording + " (stanscope opens it)");
}

std::string toText(ProcessState state)
{
    switch (state) {
    case ProcessState::Starting:
        return "starting";
    case ProcessState::Running:
        return "running";
    case ProcessState::Paused:
        return "paused";
    case ProcessState::Held:
        return "held";
    case ProcessState::Closing:
        return "closing";
    case ProcessState::Dead:
        return "dead";
    case ProcessState::Ghost:
        break;
    }
    return "dead and not forgotten by the broker";
}

std::string toText(BrokerState state)
{
    switch (state) {
    case BrokerState::Off:
        return "off";
    case BrokerState::Starting:
        return "starting";
    case BrokerState::Running:
        return "running";
    case BrokerState::Paused:
        return "paused";
    case BrokerState::Closing:
        return "closing";
    case BrokerState::Dead:
        break;
    }
    return "dead";
}

std::string toText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pending:
        return "pending";
    case Verdict::Valid:
        return "valid";
    case Verdict::Violated:
        return "violated";
    case Verdict::Unknown:
        return "unknown";
    case Verdict::NotConverged:
        break;
    }
    return "not converged";
}

} // namespace stanscope::testkit
