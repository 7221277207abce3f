#include "*.h"
