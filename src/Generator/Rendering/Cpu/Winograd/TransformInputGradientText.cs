using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>B V Bᵀ of every tile, added up in memory of the thread's own where tiles overlap.</summary>
internal static class TransformInputGradientText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        TransformInputGradient step = (TransformInputGradient)text.Kernel.Kernel.Main;
        TileText tiles = new(text, step.Input, "tiles", writes: false);
        InputGradientText sums = new(text);
        int outputs = step.Algorithm.Outputs, channels = step.Geometry.Input.Channels;

        text.Helpers.Require($"AddTo {v.Type}", helper =>
        {
            helper.Line("/// <summary>Adds to some sums in memory.</summary>");
            helper.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            helper.Line($"private static void AddTo(ref float sums, nuint at, {v.Type} value) =>");
            helper.Line($"    {v.Store($"({v.Load("sums", "at")} + value)", "sums", "at", v.Lanes)}");
        });

        // The rows of tiles of an image overlap, so one thread does them all.
        using (w.Block("for (int image = from; image < to; image++)"))
        {
            w.Line($"scratch.Slice(0, {sums.Image}).Clear();");
            using (w.Block())
            {
                tiles.LoopsOfImage("image", () =>
                {
                    w.Line($"nuint sum = {MapText.Index(("ty", sums.Row * outputs), ("tx", (long)channels * outputs), ("c", 1))};");
                    TransformText.Write(w, (v, text.Helpers), step.Algorithm.InputGradient, (row, column) => v.Load("tiles", tiles.At(row, column)), (row, column, result) =>
                    {
                        string at = MapText.Index(("sum", 1), ("1", (row * sums.Row) + ((long)column * channels)));
                        w.Line($"AddTo(ref sums, {at}, {result});");
                    });
                });
            }

            sums.CopyOut("(nuint)image", "0");
        }

        text.Units = UnitCount.Images(1);
    }
}
