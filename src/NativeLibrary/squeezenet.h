/* SqueezeNet 1.0, compiled by Kiln, as a library for C and for whatever calls C.
 *
 * All functions but squeezenet_error return a code. A network may be used by any thread, one call at a time: others wait. Text is UTF-8. */
#ifndef SQUEEZENET_H
#define SQUEEZENET_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct squeezenet squeezenet;

typedef enum squeezenet_code {
    SQUEEZENET_OK = 0,
    SQUEEZENET_BAD_ARGUMENT = 1, /* a null pointer, or a number out of its range */
    SQUEEZENET_BAD_FILE = 2,     /* weights or a picture: missing, damaged, or another network's */
    SQUEEZENET_BAD_MACHINE = 3,  /* the processor has no AVX2 */
    SQUEEZENET_FAILED = 4        /* anything else, such as too little memory */
} squeezenet_code;

/* Makes a network.
 *   weights    a model of MatConvNet's, SimpleNN or DagNN
 *   max_batch  the most images of one call, from 1
 *   threads    how many threads share a call's work; 0 for one a processor
 *   network    gets the network, to be given to squeezenet_free, or null where this fails */
squeezenet_code squeezenet_create(const char *weights, int max_batch, int threads, squeezenet **network);

/* The extents of an image: rows, columns, channels. */
squeezenet_code squeezenet_input_shape(squeezenet *network, int shape[3]);

/* How many classes there are: the scores of one image. */
squeezenet_code squeezenet_class_count(squeezenet *network, int *count);

/* What a class is called, from 0; the text is the network's and lives as long. */
squeezenet_code squeezenet_class_name(squeezenet *network, int index, const char **name);

/* Reads a picture (PNG, JPEG, BMP, GIF, TGA) and prepares it as training did.
 *   image      gets rows * columns * channels numbers, channels innermost */
squeezenet_code squeezenet_prepare(squeezenet *network, const char *picture, float *image);

/* Runs the network.
 *   images     count images, each as squeezenet_prepare makes it
 *   count      from 1 to max_batch
 *   scores     gets count times as many numbers as there are classes: the larger, the likelier */
squeezenet_code squeezenet_forward(squeezenet *network, const float *images, int count, float *scores);

/* Gives the network's memory back and ends its threads; null is fine. */
squeezenet_code squeezenet_free(squeezenet *network);

/* What the last call of this thread that failed has to say, in one line; empty if none has failed. It lives until the next call of this thread fails. */
const char *squeezenet_error(void);

#ifdef __cplusplus
}
#endif
#endif
