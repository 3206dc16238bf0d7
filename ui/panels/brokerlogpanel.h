#pragma once

#include "ui/panels/panel.h"

#include <string>
#include <vector>

class QPlainTextEdit;

namespace stanscope {

/// The broker's own log, its last 500 lines. Stays at the end until a person scrolls away from it.
class BrokerLogPanel : public Panel
{
    Q_OBJECT

public:
    explicit BrokerLogPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void scrollToEnd();

    bool m_atEnd = true;
    std::vector<std::string> m_lines;
    QPlainTextEdit* m_text;
};

} // namespace stanscope
