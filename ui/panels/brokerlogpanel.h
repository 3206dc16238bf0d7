#pragma once

#include "ui/panels/panel.h"

#include <string>
#include <vector>

class QPlainTextEdit;

namespace stanscope {

/// The broker's own log, its last 500 lines.
class BrokerLogPanel : public Panel
{
    Q_OBJECT

public:
    explicit BrokerLogPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;

private:
    std::vector<std::string> m_lines;
    QPlainTextEdit* m_text;
};

} // namespace stanscope
