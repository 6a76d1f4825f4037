/* PTX as ILGPU writes it, run on the processor: a warp at a time, an instruction for its 32 lanes at once. */
#ifndef PTX_H
#define PTX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { LANES = 32, OPERANDS = 14, PARAMETERS = 8, MESSAGE = 400 };

struct warp;
struct operation;
typedef void execute(struct warp *, const struct operation *);

/* What is not done for each lane alone. */
enum control { NONE, BRANCH, INDEXED_BRANCH, BARRIER, EXIT };

/* An instruction: its registers are bytes from the first register of a warp. */
struct operation
{
    execute *run;
    enum control control;
    int registers[OPERANDS];
    int64_t offset;      /* added to an address, or the place of a parameter */
    int guard;           /* the predicate of a branch, or -1 */
    bool negated;
    int target;          /* of a branch: an operation; of an indexed one: a list of them that ends with -1 */
    int meet;            /* where lanes that a branch takes apart come together again; -1 where they do not */
    int line;
    const char *name;
};

struct parameter { int offset, bytes, align; };
struct constant { int at, bytes; uint64_t bits; };

struct program
{
    char name[256];
    struct parameter parameters[PARAMETERS];
    int parameter_count, parameter_bytes, threads, shared_bytes, register_bytes, operation_count, constant_count;
    struct operation *operations;
    struct constant *constants;
    int *targets;
};

/* The registers of every program that the device sets. */
enum { THREAD = 0, THREADS = 128, GROUP_X = 256, GROUP_Y = 384, GROUP_Z = 512, GROUPS_X = 640, GROUPS_Y = 768, GROUPS_Z = 896, FIRST_REGISTER = 1024 };

/* Reads the one entry of a text. Gives null, and says why, where a line is not known. */
struct program *ptx_read(const char *text, char *message);
void ptx_free(struct program *program);

/* What an instruction does, or null: its operands are w (32 bits), l (64 bits), p (a predicate) or a (an address), the result first. */
const struct instruction { const char *name, *operands; execute *run; enum control control; } *ptx_instruction(const char *name);

/* Runs all groups of a launch, and adds a line of what their warps executed to a file, if there is one. Gives false, and says
   why, where a device might not run it, or might give another result. */
bool ptx_launch(const struct program *program, const unsigned *groups, unsigned threads, const void *parameters, FILE *counts, char *message);

/* The block of device memory that an address is in; the driver has them. */
struct block { uint64_t address; size_t bytes; } device_block(uint64_t address);

#endif
