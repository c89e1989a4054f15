using System.Runtime.ExceptionServices;
using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Prepares batches on a thread of its own, one ahead of the training.</summary>
/// <remarks>Two buffers: one is trained on while the other is filled. Nothing is allocated by a batch, and what a batch holds depends on
/// nothing but the seed, the epoch and the images, never on when it was prepared.</remarks>
internal sealed class BatchQueue : IDisposable
{
    private readonly object gate = new();
    private readonly PreparedBatch[] buffers;
    private readonly SeededRandom random = new(0);
    private readonly Thread thread;
    private readonly int seed;
    private IImageSource? source;
    private int[] order = [];
    private int epoch;
    private int started;
    private int filled;
    private int taken;
    private bool busy;
    private bool stopped;
    private ExceptionDispatchInfo? failure;

    /// <summary>Starts the thread, which waits for <see cref="Start"/>.</summary>
    /// <param name="batchSize">Images a batch.</param>
    /// <param name="imageFloats">Floats per image.</param>
    /// <param name="imageLabels">Labels an image, at most.</param>
    /// <param name="seed">For the random changes of images.</param>
    public BatchQueue(int batchSize, int imageFloats, int imageLabels, int seed)
    {
        BatchSize = batchSize;
        this.seed = seed;
        buffers = [new PreparedBatch(batchSize, imageFloats, imageLabels), new PreparedBatch(batchSize, imageFloats, imageLabels)];
        thread = new Thread(Work) { IsBackground = true, Name = "Kiln batches" };
        thread.Start();
    }

    public int BatchSize { get; }

    /// <summary>How many batches the images of the pass make.</summary>
    public int Batches => (order.Length + BatchSize - 1) / BatchSize;

    /// <summary>The random stream of an image in an epoch; that of image −1 orders the images.</summary>
    public static long StreamOf(int epoch, int image) => ((long)epoch << 32) | (uint)(image + 1);

    /// <summary>Begins a pass over images; one that was not finished is given up.</summary>
    /// <param name="images">Where they come from.</param>
    /// <param name="imageOrder">Which images, in which order; not to be changed during the pass.</param>
    /// <param name="imageEpoch">For the random changes.</param>
    public void Start(IImageSource images, int[] imageOrder, int imageEpoch)
    {
        lock (gate)
        {
            while (busy)
                Monitor.Wait(gate);

            (source, order, epoch) = (images, imageOrder, imageEpoch);
            (started, filled, taken) = (0, 0, 0);
            failure = null;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The next batch of the pass, which must have one left. The one given before is filled anew.</summary>
    /// <exception cref="Exception">Whatever the source threw.</exception>
    public PreparedBatch Next()
    {
        lock (gate)
        {
            int wanted = taken++;
            Monitor.PulseAll(gate);
            while (filled <= wanted && failure is null)
                Monitor.Wait(gate);

            if (filled <= wanted)
                failure!.Throw();

            return buffers[wanted & 1];
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }

        thread.Join();
    }

    private void Work()
    {
        while (true)
        {
            int batch;
            lock (gate)
            {
                // Batch b reuses the buffer of b − 2, which is free once b − 1 has been taken.
                while (!stopped && (started >= Batches || started > taken || failure is not null))
                    Monitor.Wait(gate);

                if (stopped)
                    return;

                batch = started++;
                busy = true;
            }

            ExceptionDispatchInfo? thrown = Fill(batch);
            lock (gate)
            {
                busy = false;
                failure = thrown;
                filled += thrown is null ? 1 : 0;
                Monitor.PulseAll(gate);
            }
        }
    }

    private ExceptionDispatchInfo? Fill(int batch)
    {
        try
        {
            int first = batch * BatchSize;
            buffers[batch & 1].Fill(source!, order.AsSpan(first, Math.Min(BatchSize, order.Length - first)), seed, epoch, random);
            return null;
        }
        catch (Exception error)
        {
            return ExceptionDispatchInfo.Capture(error);
        }
    }
}
