#pragma once

#include "ui/models/rowfilter.h"

#include <QWidget>

#include <vector>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace stanscope {

class HistoryModel;

/// The row above a table that narrows it: free text, account, replica, channel, and what is out of
/// the ordinary. It says how many rows are left and takes itself back with one click or Escape.
/// Where there is little room, the switches are in a menu.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    /// `table` is the table's object name; those of the controls are made of it.
    FilterBar(HistoryModel* model, const QString& table, QWidget* parent = nullptr);

    /// What there is to choose from.
    void setNames(const QStringList& accounts, const QStringList& replicas);
    void setScale(double scale);
    /// The keyboard goes into the free text.
    void focusText();
    void clear();

    QSize minimumSizeHint() const override;

signals:
    /// Escape where nothing is left to clear, or Return: the keyboard belongs to the table.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Switch
    {
        QAction* action;
        bool RowCriteria::*value;
        Facet facet;
        QToolButton* button;
    };

    QComboBox* makeChoice(const QString& name, const QString& label, QString RowCriteria::*value);
    void makeSwitch(const QString& name, const QString& text, const QString& tip,
                    bool RowCriteria::*value, Facet facet);
    void fill(QComboBox* choice, const QString& all, QStringList names, Facet facet,
              const QString& chosen);
    void listNames();
    /// Shows what the model has: criteria and counts.
    void follow();
    void makeRoom();

    HistoryModel* m_model;
    QString m_table;
    QHBoxLayout* m_row;
    QLineEdit* m_text;
    QComboBox* m_accounts;
    QComboBox* m_replicas;
    QComboBox* m_channels;
    QToolButton* m_more; ///< the switches as a menu
    QPushButton* m_clear;
    std::vector<Switch> m_switches;
    QStringList m_accountNames;
    QStringList m_replicaNames;
    double m_scale = 1.0;
};

} // namespace stanscope
