// KILN0118 at: Use<Residual>
// Inner uses Residual inside Residual, which would never end; use another block there
using Kiln;

[Block]
public sealed partial class Residual
{
    [Input] public partial Layer X { get; }
    [Use<Residual>] public partial Residual Inner { get; }
}
