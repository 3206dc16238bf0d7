#include "core/capture/sessioncapture.h"

#include "core/capture/capturewriter.h"

#include <utility>

namespace stanscope {

SessionCapture::SessionCapture() = default;
SessionCapture::~SessionCapture() = default;

std::vector<std::shared_ptr<EventSink>>
SessionCapture::begin(std::vector<std::shared_ptr<EventSink>> sinks)
{
    m_writer.reset();
    m_notCreated.reset();
    m_told = false;
    if (auto created = CaptureWriter::createSession()) {
        m_writer = std::move(created.value());
        sinks.insert(sinks.begin(), m_writer);
    } else {
        m_notCreated = created.error();
    }
    return sinks;
}

QString SessionCapture::file() const
{
    return m_writer ? m_writer->readablePath() : QString();
}

std::optional<Error> SessionCapture::takeFailure()
{
    if (m_told)
        return std::nullopt;
    const auto failure = m_writer ? m_writer->failure() : m_notCreated;
    m_told = failure.has_value();
    return failure;
}

} // namespace stanscope
