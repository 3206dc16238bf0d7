#pragma once

#include "ui/panels/tablepanel.h"

namespace stanscope {

/// Every violation of the run; the title counts them as the verdict does, also while the panel is
/// behind other tabs.
class ViolationsPanel : public TablePanel
{
    Q_OBJECT

public:
    explicit ViolationsPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;

private:
    std::uint64_t m_total = 0;
};

} // namespace stanscope
