using System.Text;

namespace Gmnm.Generators.Emission;

/// <summary>Writes indented lines. No blank line stands after an opening brace or before a closing one.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blankDue;

    /// <summary>Writes a line, or several separated by line feeds.</summary>
    public CodeWriter Line(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (_blankDue && line is not "}")
            {
                _text.Append('\n');
            }

            _blankDue = false;
            _text.Append(' ', line.Length == 0 ? 0 : 4 * _depth).Append(line).Append('\n');
        }

        return this;
    }

    /// <summary>A blank line before whatever comes next in this block.</summary>
    public CodeWriter Blank()
    {
        _blankDue = true;
        return this;
    }

    /// <summary>Opens a block; without a header one of its own.</summary>
    public CodeWriter Open(string header = "")
    {
        Line(header.Length == 0 ? "{" : header + "\n{");
        _depth++;
        return this;
    }

    public CodeWriter Close()
    {
        _depth--;
        _blankDue = false;
        return Line("}").Blank();
    }

    /// <summary>A call or a declaration with its list in parentheses, on several lines where one would be too long.</summary>
    public static string List(string head, IEnumerable<string> items, string tail)
    {
        const int Width = 160;
        var oneLine = head + string.Join(", ", items) + tail;
        if (oneLine.Length <= Width)
        {
            return oneLine;
        }

        var text = new StringBuilder(head);
        var column = Width;
        foreach (var item in items)
        {
            var first = column == Width && text.Length == head.Length;
            if (column + item.Length + 2 > Width)
            {
                text.Append(first ? "\n    " : ",\n    ");
                column = 4;
            }
            else
            {
                text.Append(", ");
            }

            text.Append(item);
            column += item.Length + 2;
        }

        return text.Append(tail).ToString();
    }

    /// <summary>A documentation comment of one sentence.</summary>
    public CodeWriter Summary(string text) => Line($"/// <summary>{Escape(text)}</summary>");

    /// <summary>
    /// Says that the method that follows is optimized from its first call on: methods come to that by themselves after a
    /// tenth of a second, and where there is one processor only after a second.
    /// </summary>
    public CodeWriter Optimized() => Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");

    /// <summary>For text inside an XML comment.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public override string ToString() => _text.ToString();
}
