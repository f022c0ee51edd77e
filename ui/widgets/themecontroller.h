#pragma once
#include <QObject>

namespace tacet {

/// Gives the application its palette and style sheet, in light or dark, and follows the desktop's choice
/// while the person has made none. One per program, owned by its main; GUI thread.
class ThemeController final : public QObject
{
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit ThemeController(QObject *parent = nullptr);

    Choice choice() const { return m_choice; }
    void setChoice(Choice choice);

    static constexpr int kZoomMin = -3;
    static constexpr int kZoomMax = 8;
    /// Points added to the system's font size, kept within these bounds.
    int zoom() const { return m_zoom; }
    void setZoom(int points);

private:
    void apply();

    Choice m_choice = Choice::System;
    int m_zoom = 0;
    double m_basePoints;
};

} // namespace tacet
